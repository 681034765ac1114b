import type { Clock } from "../lib/clock.ts";
import type { DeliveryReport } from "../lib/mail-report.ts";
import type { Store } from "../store/store.ts";
import { bounceOfReport } from "./digest-bounce-points.ts";
import { readMessageToken } from "./subscription-tokens.ts";

const STOP_AT = 4;
/** An address that was well for this long begins anew. */
const REST_MS = 30 * 86_400_000;

interface BounceDeps {
  readonly store: Store;
  readonly clock: Clock;
}

/** Counts a bounce against an address; at four points it is never written to again. Whether that came to pass. */
export async function scoreBounce({ store, clock }: BounceDeps, addressId: number, points: number): Promise<boolean> {
  const now = clock.now();
  const score = await store.subscriptions.addBounce(addressId, points, now, REST_MS);
  if (score < STOP_AT) return false;
  await store.subscriptions.suppress(addressId, "mail to it came back", now);
  return true;
}

/** What became of a report that came back. */
export type BounceOutcome = "counted" | "stopped" | "complaint" | "about-us" | "not-ours";

/**
 * Takes a report of a mail that came back. Only a Message-ID that we derived ourselves proves that it is about a mail of
 * ours; a forged report changes nothing.
 */
export async function takeDeliveryReport(deps: BounceDeps, report: DeliveryReport): Promise<BounceOutcome> {
  const { store, clock } = deps;
  const mail = readMessageToken(await store.subscriptions.secret(), report.messageIds);
  if (!mail) return "not-ours";
  const subscription = await store.subscriptions.find(mail.subscriptionId);
  const isOurs =
    subscription !== undefined && (await store.outbox.wasHandedOver(mail.subscriptionId, mail.kind, mail.item));
  if (!isOurs) return "not-ours";
  if (report.kind === "complaint") {
    await store.subscriptions.suppress(subscription.address.id, "the reader called our mail spam", clock.now());
    return "complaint";
  }
  const points = bounceOfReport(report);
  if (points === undefined) return "about-us";
  return (await scoreBounce(deps, subscription.address.id, points)) ? "stopped" : "counted";
}
