import { tidyReply } from "./smtp-outcome.ts";

/** A mail server's report of a mail that came back (RFC 3464), or of a reader's complaint (RFC 5965). */
export interface DeliveryReport {
  readonly kind: "bounce" | "complaint";
  /** RFC 3463 status of the failure, such as `5.1.1`; undefined in a complaint. */
  readonly status: string | undefined;
  readonly diagnosis: string;
  /** Every Message-ID that the report quotes, without angle brackets. */
  readonly messageIds: readonly string[];
}

const MAX_REPORT = 256 * 1024;
const MAX_IDS = 20;

/**
 * Reads one report; undefined for a message that is none, such as an automatic answer, or that only tells of a delay or a
 * success. Nothing in a report is believed but a Message-ID of ours.
 */
export function parseDeliveryReport(text: string): DeliveryReport | undefined {
  const unfolded = text
    .slice(0, MAX_REPORT)
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ");
  const [head = ""] = unfolded.split("\n\n", 1);
  const type = fieldsOf(head, "Content-Type")[0] ?? "";
  const messageIds = messageIdsOf(unfolded);
  if (/report-type="?feedback-report\b/i.test(type)) {
    const isComplaint = /^Feedback-Type: ?(?:abuse|fraud|complaint)\b/im.test(unfolded);
    return isComplaint ? { kind: "complaint", status: undefined, diagnosis: "complaint", messageIds } : undefined;
  }
  const failure = /^multipart\/report\b/i.test(type)
    ? reportedFailure(unfolded)
    : noticedFailure(unfolded.slice(head.length));
  return failure && { kind: "bounce", ...failure, messageIds };
}

function messageIdsOf(text: string): readonly string[] {
  return [...text.matchAll(/^(?:Message-ID|X-Original-Message-ID|References|In-Reply-To):([^\n]{0,998})/gim)]
    .flatMap(([, value = ""]) => [...value.matchAll(/<([^<>\s]{3,300})>/g)].map(([, id = ""]) => id))
    .slice(0, MAX_IDS);
}

function fieldsOf(text: string, name: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^${name}:[ \\t]*([^\\n]{1,998})$`, "gim"))].map(([, value = ""]) =>
    value.trim(),
  );
}

type Failure = Pick<DeliveryReport, "status" | "diagnosis">;

/** The first recipient that a report for programs says was not reached (RFC 3464; RFC 6533 for addresses in any script). */
function reportedFailure(text: string): Failure | undefined {
  const start = /^Content-Type:[ \t]*message\/(?:global-)?delivery-status\b[^\n]*$/im.exec(text);
  if (!start) return undefined;
  const rest = text.slice(start.index + start[0].length);
  const end = rest.search(/^--/m);
  const groups = rest.slice(0, end === -1 ? rest.length : end).split(/\n{2,}/);
  for (const group of groups) {
    const [action] = fieldsOf(group, "Action");
    const diagnosis = tidyReply(fieldsOf(group, "Diagnostic-Code")[0] ?? "");
    const status = statusOf(group, diagnosis);
    const isFailed = action === undefined ? status?.startsWith("5.") === true : /^failed\b/i.test(action);
    if (isFailed && status !== undefined) return { status, diagnosis };
  }
  return undefined;
}

/** The exact status may stand in the server's words only: many reports say `5.0.0` and quote `550 5.1.1`. */
function statusOf(group: string, diagnosis: string): string | undefined {
  const [said] = fieldsOf(group, "Status").flatMap((value) => /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(value)?.[1] ?? []);
  const isVague = said === undefined || said.endsWith(".0.0");
  return isVague ? (quotedStatus(diagnosis) ?? said) : said;
}

const quotedStatus = (words: string): string | undefined =>
  /(?<![\d.])([45]\.\d{1,3}\.\d{1,3})(?![\d.])/.exec(words)?.[1];

/** A failure in the words of qmail, which writes no fields for programs (QSBMF). */
function noticedFailure(body: string): Failure | undefined {
  if (!/^\s*Hi\. This is the qmail-send program\b/.test(body)) return undefined;
  const [words = ""] = body.split(/^--- /m, 1);
  const [, digit] = /\b([45])\d\d /.exec(words) ?? [];
  const status = quotedStatus(words) ?? (digit === undefined ? undefined : `${digit}.0.0`);
  return status === undefined ? undefined : { status, diagnosis: tidyReply(words.split("\n\n").at(-2) ?? words) };
}

/** Splits a mailbox file (RFC 4155) into its messages; a file without `From ` lines is one message. */
export function splitMailbox(text: string): readonly string[] {
  const parts = text.split(/^From [^\n]{1,998}\n/m).filter((part) => part.trim() !== "");
  return parts.map((part) => part.replace(/^>(>*From )/gm, "$1"));
}
