export type UserErrorCode = "invalid" | "forbidden" | "conflict" | "missing" | "too-many";

/** Somebody asked for what cannot be had. The message is safe to show and says how to mend it. */
export class UserError extends Error {
  override readonly name = "UserError";
  readonly code: UserErrorCode;

  constructor(code: UserErrorCode, safeMessage: string, options?: ErrorOptions) {
    super(safeMessage, options);
    this.code = code;
  }
}

/** Something outside this process did not do its part; trying again later may help. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
  readonly service: string;
  readonly retryAfterMs: number | undefined;

  constructor(service: string, message: string, options: ErrorOptions & { retryAfterMs?: number | undefined } = {}) {
    super(message, options);
    this.service = service;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** The message of whatever was thrown. */
export function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : String(thrown);
}
