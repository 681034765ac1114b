import type { Clock } from "../lib/clock.ts";
import type { Store } from "../store/store.ts";
import type { MailRemoved } from "../store/outbox-store.ts";

const DAY_MS = 86_400_000;

/**
 * How long is remembered what was mailed to whom. What was first seen before that is never news again
 * (daily/digest/pick-papers.ts), so that forgetting sends nothing twice.
 */
export const MAIL_MEMORY_MS = 400 * DAY_MS;
/** Mails that never arrived, and wishes that nobody confirmed, are of use to nobody after a while. */
const FAILURES_KEPT_MS = 90 * DAY_MS;
const UNCONFIRMED_KEPT_MS = 30 * DAY_MS;
/** Rows removed in one transaction: others write in between. */
const AT_ONCE = 5_000;

/** Forgets mails and readers that nothing depends on any more. What must never be written to again stays for ever. */
export async function tidyMail(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  signal?: AbortSignal,
): Promise<MailRemoved> {
  const now = clock.now();
  const horizons = {
    mailedBefore: now - MAIL_MEMORY_MS,
    failedBefore: now - FAILURES_KEPT_MS,
    askedBefore: now - UNCONFIRMED_KEPT_MS,
  };
  const removed = { mails: 0, digests: 0, subscriptions: 0, addresses: 0 };
  for (;;) {
    const part = await store.outbox.tidy(horizons, AT_ONCE);
    removed.mails += part.mails;
    removed.digests += part.digests;
    removed.subscriptions += part.subscriptions;
    removed.addresses += part.addresses;
    if (signal?.aborted === true || Object.values(part).every((count) => count < AT_ONCE)) return removed;
  }
}
