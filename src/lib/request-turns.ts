/** How a request went, for the next one's turn. Nothing known means that its caller gave it up. */
export interface TurnOutcome {
  readonly status?: number | undefined;
  /** What the host asked for by `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** No whole answer came: connection, time limit or broken body. */
  readonly failed?: boolean | undefined;
}

export interface Turn {
  finish(outcome: TurnOutcome): Promise<void>;
}

/**
 * The door to politeness: each request, redirects included, waits for its host's turn and says how it went. `host` has
 * its port where that is not the scheme's own. Rejects with the signal's reason when the waiting is given up.
 */
export interface RequestTurns {
  take(host: string, signal: AbortSignal): Promise<Turn>;
}

const turnWithoutEnd: Turn = { async finish() {} };

/** Nobody waits: for hosts that set no limits, and for tests. */
export const unlimitedTurns: RequestTurns = { take: () => Promise.resolve(turnWithoutEnd) };
