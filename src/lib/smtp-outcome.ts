/** How far a mail had come: the connection, the envelope, its text without the end, and the final dot that hands it over. */
export type SmtpPhase = "connect" | "envelope" | "body" | "dot";

/** Whom or what a refusal was about. */
export type RefusedBy = "server" | "recipient" | "message";

/** What became of a mail. Only `unknown` leaves open whether the server has it (RFC 1047). */
export type SmtpOutcome =
  | { readonly kind: "sent"; readonly reply: string }
  | {
      readonly kind: "refused";
      readonly by: RefusedBy;
      readonly isPermanent: boolean;
      /** The server's three digits; undefined when the connection failed. */
      readonly code: number | undefined;
      readonly reply: string;
    }
  /** The last question before the final dot was answered with no. */
  | { readonly kind: "withdrawn" }
  | { readonly kind: "unknown"; readonly reply: string };

/** What nodemailer tells of a failure. */
export interface SmtpFailure {
  readonly message: string;
  readonly code?: string | undefined;
  /** The command that failed: `CONN`, `EHLO`, `AUTH PLAIN`, `MAIL FROM`, `RCPT TO`, `DATA`. */
  readonly command?: string | undefined;
  readonly response?: string | undefined;
  readonly responseCode?: number | undefined;
}

const MAX_REPLY = 300;

/** The first lines of a reply, without what could disturb a log or a terminal. */
export function tidyReply(text: string): string {
  return text
    .replace(/[\s\p{Cc}\p{Cf}\uFFFD]+/gu, " ")
    .trim()
    .slice(0, MAX_REPLY);
}

/** What a failure in a phase means for the mail. After the final dot only a complete refusal tells that it was not taken. */
export function outcomeOfFailure(phase: SmtpPhase, failure: SmtpFailure): SmtpOutcome {
  const reply = tidyReply(failure.response ?? failure.message);
  const code = failureCode(failure.responseCode);
  if (phase === "dot" && code === undefined) return { kind: "unknown", reply };
  const by = refusedBy(phase, failure, code);
  return { kind: "refused", by, isPermanent: code !== undefined && code >= 500, code, reply };
}

function failureCode(code: number | undefined): number | undefined {
  return code !== undefined && code >= 400 && code <= 599 ? code : undefined;
}

function refusedBy(phase: SmtpPhase, { code: kind, command }: SmtpFailure, code: number | undefined): RefusedBy {
  // Larger than the server takes: nodemailer sees that before it asks.
  if (kind === "EMESSAGE" && phase === "envelope") return "message";
  if (code === undefined || code === 421 || phase === "connect") return "server";
  if (command === "RCPT TO") return "recipient";
  if (command === "MAIL FROM") return code === 552 ? "message" : "server";
  return "message";
}

/** The enhanced status of a reply (RFC 3463), such as `5.1.1`. */
export function enhancedStatus(reply: string): string | undefined {
  return /\b([245]\.\d{1,3}\.\d{1,3})\b/.exec(reply)?.[1];
}
