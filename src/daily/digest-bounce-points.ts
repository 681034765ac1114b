import type { DeliveryReport } from "../lib/mail-report.ts";
import { enhancedStatus } from "../lib/smtp-outcome.ts";

const TOO_LARGE: ReadonlySet<string> = new Set(["5.2.3", "5.3.4"]);

/** An address that does not exist counts double. */
const HARD = 2;
const SOFT = 1;

/**
 * What a refused mail says against its address, by its status (RFC 3463): 2 for an address that is no good, 1 for a mailbox
 * in trouble, undefined for what is about us: policy, spam, security, content.
 */
export function bounceOfStatus(status: string): number | undefined {
  const [kind = "", subject = ""] = status.split(".");
  if (subject === "7" || subject === "6" || TOO_LARGE.has(status)) return undefined;
  if (kind === "5") return status === "5.2.2" || subject === "3" || subject === "4" ? SOFT : HARD;
  return kind === "4" ? SOFT : undefined;
}

const ABOUT_US =
  /\b(?:spam|policy|block(?:ed)?|blacklist(?:ed)?|blocklist(?:ed)?|reputation|dmarc|spf|dkim|abuse|denied|banned)\b/i;

const IS_FULL = /\b(?:quota|full|storage)\b/i;

/** The same for a report; a status that says nothing exact is judged by the server's words. */
export function bounceOfReport({
  status,
  diagnosis,
}: Pick<DeliveryReport, "status" | "diagnosis">): number | undefined {
  if (status === undefined) return undefined;
  if (!status.endsWith(".0.0")) return bounceOfStatus(status);
  if (ABOUT_US.test(diagnosis)) return undefined;
  return IS_FULL.test(diagnosis) ? SOFT : bounceOfStatus(status);
}

/** The same for a reply at the door; `550` without an enhanced status is judged by its words. */
export function bounceOfReply(reply: string): number | undefined {
  const status = enhancedStatus(reply);
  if (status !== undefined) return bounceOfStatus(status);
  if (ABOUT_US.test(reply)) return undefined;
  if (IS_FULL.test(reply)) return SOFT;
  return /^55[0-3]\b/.test(reply) ? HARD : undefined;
}
