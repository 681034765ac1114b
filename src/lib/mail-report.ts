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
 * Reads one report; undefined for a message that is none, or that only tells of a delay or a success. Fields are looked for
 * by line over the whole text: reports are often damaged, and nothing in them is believed but a Message-ID of ours.
 */
export function parseDeliveryReport(text: string): DeliveryReport | undefined {
  const unfolded = text
    .slice(0, MAX_REPORT)
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]+/g, " ");
  const messageIds = [
    ...unfolded.matchAll(/^(?:Message-ID|X-Original-Message-ID|References|In-Reply-To):([^\n]{0,998})/gim),
  ]
    .flatMap(([, value = ""]) => [...value.matchAll(/<([^<>\s]{3,300})>/g)].map(([, id = ""]) => id))
    .slice(0, MAX_IDS);
  if (isComplaint(unfolded)) return { kind: "complaint", status: undefined, diagnosis: "complaint", messageIds };
  const actions = fieldsOf(unfolded, "Action").map((action) => action.toLowerCase());
  if (actions.length > 0 && !actions.some((action) => action.startsWith("failed"))) return undefined;
  const diagnosis = tidyReply(fieldsOf(unfolded, "Diagnostic-Code")[0] ?? "");
  const status = statusOf(unfolded, diagnosis);
  return status === undefined ? undefined : { kind: "bounce", status, diagnosis, messageIds };
}

const isComplaint = (text: string): boolean =>
  /^Feedback-Type: ?(?:abuse|fraud|complaint)\b/im.test(text) && /report-type="?feedback-report/i.test(text);

function fieldsOf(text: string, name: string): readonly string[] {
  return [...text.matchAll(new RegExp(`^${name}:[ \\t]*([^\\n]{1,998})$`, "gim"))].map(([, value = ""]) =>
    value.trim(),
  );
}

/** The exact status may stand in the server's words only: many reports say `5.0.0` and quote `550 5.1.1`. */
function statusOf(text: string, diagnosis: string): string | undefined {
  const [said] = fieldsOf(text, "Status").flatMap((value) => /^([245]\.\d{1,3}\.\d{1,3})\b/.exec(value)?.[1] ?? []);
  const [, quoted] = /\b([45]\.\d{1,3}\.\d{1,3})\b/.exec(diagnosis) ?? [];
  const isVague = said === undefined || said.endsWith(".0.0");
  return isVague ? (quoted ?? said) : said;
}

/** Splits a mailbox file (RFC 4155) into its messages; a file without `From ` lines is one message. */
export function splitMailbox(text: string): readonly string[] {
  const parts = text.split(/^From [^\n]{1,998}\n/m).filter((part) => part.trim() !== "");
  return parts.map((part) => part.replace(/^>(>*From )/gm, "$1"));
}
