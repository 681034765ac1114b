import { setImmediate as nextTurn } from "node:timers/promises";
import type { OutboxChange, OutboxStore } from "../store/outbox-store.ts";

interface Waiting {
  readonly change: OutboxChange;
  readonly resolve: (wasMade: boolean) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes the steps of many mails under way in common transactions. Each mail needs two durable steps, and a disk takes
 * some two hundred commits a second: alone, they would hold it to a hundred mails a second.
 */
export class OutboxLedger {
  readonly #outbox: OutboxStore;
  #waiting: Waiting[] = [];
  #isWriting = false;

  constructor(outbox: OutboxStore) {
    this.#outbox = outbox;
  }

  /** Resolves once the step is durable; false when the mail is another process's now. */
  async note(change: OutboxChange): Promise<boolean> {
    const { promise, resolve, reject } = Promise.withResolvers<boolean>();
    this.#waiting.push({ change, resolve, reject });
    if (!this.#isWriting) void this.#write();
    return await promise;
  }

  async #write(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting.length > 0) {
      await nextTurn();
      const batch = this.#waiting;
      this.#waiting = [];
      try {
        const made = await this.#outbox.apply(batch.map(({ change }) => change));
        for (const [index, { resolve }] of batch.entries()) resolve(made[index] === true);
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.#isWriting = false;
  }
}
