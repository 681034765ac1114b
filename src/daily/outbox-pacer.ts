import type { Clock } from "../lib/clock.ts";

/** However slow a server asks us to be: a mail a minute. */
const LONGEST_GAP_MS = 60_000;
const FIRST_SLOW_GAP_MS = 500;
const RECOVERY = 0.8;

/** Spaces mails evenly, so that no window of any length holds more than its share. A server in trouble stretches the gap. */
export class OutboxPacer {
  readonly #clock: Clock;
  readonly #gapMs: number;
  #slowGapMs = 0;
  #nextAt = 0;
  #slowedUntil = 0;

  constructor(clock: Clock, perMinute: number) {
    this.#clock = clock;
    this.#gapMs = 60_000 / perMinute;
  }

  /** Resolves when the next mail may go; rejects with the signal's reason when aborted. */
  async turn(signal: AbortSignal): Promise<void> {
    for (;;) {
      const now = this.#clock.now();
      const at = Math.max(now, this.#nextAt);
      this.#nextAt = at + Math.max(this.#gapMs, this.#slowGapMs);
      if (at > now) await this.#clock.sleep(at - now, signal);
      // Turns that were given before the server asked for less are void.
      if (at >= this.#slowedUntil) return;
    }
  }

  /** How many mails may go within a time, one at least. */
  mailsWithin(ms: number): number {
    return Math.max(1, Math.floor(ms / Math.max(this.#gapMs, this.#slowGapMs)));
  }

  slowDown(): void {
    this.#slowGapMs = Math.min(LONGEST_GAP_MS, Math.max(FIRST_SLOW_GAP_MS, this.#gapMs, this.#slowGapMs * 2));
    this.#slowedUntil = this.#clock.now() + this.#slowGapMs;
    this.#nextAt = Math.max(this.#nextAt, this.#slowedUntil);
  }

  recover(): void {
    this.#slowGapMs = this.#slowGapMs * RECOVERY < FIRST_SLOW_GAP_MS / 4 ? 0 : this.#slowGapMs * RECOVERY;
  }
}
