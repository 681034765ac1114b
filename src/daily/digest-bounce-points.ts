import { enhancedStatus } from "../lib/smtp-outcome.ts";

/** An address that does not exist counts double. */
const HARD = 2;
const SOFT = 1;

/**
 * What a refused mail says against its address, by its status (RFC 3463): 2 for an address that is no good, 1 for a mailbox
 * in trouble, undefined for what is about us: policy, spam, security, content.
 */
export function bounceOfStatus(status: string): number | undefined {
  const [kind = "", subject = ""] = status.split(".");
  if (subject === "7" || subject === "6") return undefined;
  if (kind === "5") return status === "5.2.2" || subject === "3" || subject === "4" ? SOFT : HARD;
  return kind === "4" ? SOFT : undefined;
}

const ABOUT_US =
  /\b(?:spam|policy|block(?:ed)?|blacklist(?:ed)?|blocklist(?:ed)?|reputation|dmarc|spf|dkim|abuse|denied|banned)\b/i;

/** The same for a reply at the door; `550` without an enhanced status is judged by its words. */
export function bounceOfReply(reply: string): number | undefined {
  const status = enhancedStatus(reply);
  if (status !== undefined) return bounceOfStatus(status);
  if (ABOUT_US.test(reply)) return undefined;
  return /^55[0-3]\b/.test(reply) ? HARD : undefined;
}
