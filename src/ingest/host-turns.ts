import { randomUUID } from "node:crypto";
import { backoffMs, type Backoff } from "../lib/backoff.ts";
import type { Clock } from "../lib/clock.ts";
import { Unavailable } from "../lib/errors.ts";
import type { RequestTurns, Turn, TurnOutcome } from "../lib/request-turns.ts";
import type { HostTurnStore } from "../store/host-turn-store.ts";

/** The manners that some hosts ask for together. */
export interface HostManners {
  /** Names the group in the store. */
  readonly group: string;
  readonly hosts: ReadonlySet<string>;
  /** From the end of one request to the start of the next, for all processes together. */
  readonly gapMs: number;
}

interface HostTurnsDeps {
  readonly turns: HostTurnStore;
  readonly clock: Clock;
  readonly random: () => number;
  readonly manners: readonly HostManners[];
}

/** For hosts without terms of their own. */
const OTHER_GAP_MS = 1_000;
/** A holder that died gives its place back after this; longer than any request may take. */
const HOLD_MS = 240_000;
/** Whoever would have to wait longer comes back later instead. */
const LONGEST_WAIT_MS = 30_000;
/** A refusal without `Retry-After` (sources.md 1.4: arXiv recovers after about eleven silent minutes). */
const REFUSED: Backoff = { firstMs: 600_000 / 0.75, maxMs: 6 * 3_600_000 };

/** Places in line at upstream hosts, kept in the store: one request at a time, never faster than the host's terms. */
export class HostTurns implements RequestTurns {
  readonly #deps: HostTurnsDeps;

  constructor(deps: HostTurnsDeps) {
    this.#deps = deps;
  }

  async take(host: string, signal: AbortSignal): Promise<Turn> {
    const { turns, clock } = this.#deps;
    const { group, gapMs } = this.#mannersOf(host);
    const holder = randomUUID();
    let waitMs = await turns.tryTake(group, holder, clock.now(), clock.now() + HOLD_MS);
    while (waitMs !== undefined) {
      if (waitMs > LONGEST_WAIT_MS) throw new Unavailable(host, restMessage(host, waitMs), { retryAfterMs: waitMs });
      await clock.sleep(waitMs, signal);
      waitMs = await turns.tryTake(group, holder, clock.now(), clock.now() + HOLD_MS);
    }
    return { finish: async (outcome) => await this.#release(group, holder, gapMs, outcome) };
  }

  #mannersOf(host: string): { group: string; gapMs: number } {
    return this.#deps.manners.find(({ hosts }) => hosts.has(host)) ?? { group: host, gapMs: OTHER_GAP_MS };
  }

  async #release(group: string, holder: string, gapMs: number, outcome: TurnOutcome): Promise<void> {
    const { turns, clock, random } = this.#deps;
    const isRefused = outcome.status === 429 || outcome.status === 503;
    const failures = isRefused ? (await turns.failures(group)) + 1 : 0;
    const restMs = !isRefused ? 0 : (outcome.retryAfterMs ?? backoffMs(REFUSED, failures, random()));
    await turns.release(group, holder, clock.now() + Math.max(gapMs, restMs), failures);
  }
}

function restMessage(host: string, waitMs: number): string {
  return `${host} asked for a rest; it is asked again in ${Math.ceil(waitMs / 60_000)} min.`;
}
