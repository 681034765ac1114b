import type { Clock } from "../lib/clock.ts";
import { UserError } from "../lib/errors.ts";
import { parseMailAddress } from "../lib/mail-address.ts";
import type { Store } from "../store/store.ts";
import type { AskLimits, Subscription } from "../store/subscription-store.ts";
import { nextDueAt } from "./digest-due.ts";
import { readChoices, topicOf, writeChoices, type Choices } from "./subscription-choices.ts";
import { readConfirmationToken, readSubscriptionToken } from "./subscription-tokens.ts";

export interface SubscriptionDeps {
  readonly store: Store;
  readonly clock: Clock;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** Links in confirmation mails work this long. */
export const CONFIRM_WITHIN_MS = 48 * HOUR_MS;

const LIMITS: AskLimits = {
  perNetworkAnHour: 60,
  perAddressADay: 5,
  addressGapMs: 5 * MINUTE_MS,
  subscriptionsPerAddress: 10,
};

interface SubscribeWish {
  readonly address: string;
  readonly choices: Choices;
  /** Where the wish came from, as far as networks are told apart. */
  readonly network: string;
}

/**
 * Asks an address whether it wants a digest. Known, unknown, suppressed and too often asked addresses get the same answer,
 * so that nobody can find out who reads here. Throws `UserError` for what is no address, and when a network asks too much.
 */
export async function subscribe({ store, clock }: SubscriptionDeps, wish: SubscribeWish): Promise<void> {
  const address = parseMailAddress(wish.address);
  if (!address) {
    throw new UserError(
      "invalid",
      "This is no mail address that can be written to. Write one such as ada@example.org.",
    );
  }
  const request = {
    address: address.normal,
    given: address.given,
    topic: topicOf(wish.choices),
    choices: writeChoices(wish.choices),
    network: wish.network,
  };
  const outcome = await store.subscriptions.ask(request, LIMITS, clock.now());
  if (outcome === "network-full")
    throw new UserError(
      "too-many",
      "Too many people have subscribed from your network just now. Try again in an hour.",
    );
  await queueSending({ store, clock });
}

/** Puts the sending of mails into the queue, unless it waits there already. */
export async function queueSending({ store, clock }: SubscriptionDeps): Promise<void> {
  await store.jobs.add({ name: "mail", key: "mail-now", runAt: clock.now() });
}

/** The request that a confirmation link names; undefined when the link is forged, replaced, too old, or was ended. */
export async function findRequest(
  { store, clock }: SubscriptionDeps,
  token: string,
): Promise<Subscription | undefined> {
  const named = readConfirmationToken(await store.subscriptions.secret(), token);
  const subscription = named && (await store.subscriptions.find(named.id));
  if (!subscription || subscription.ask !== named.ask || subscription.state === "ended") return undefined;
  return subscription.askedAt > clock.now() - CONFIRM_WITHIN_MS ? subscription : undefined;
}

/** Confirms a request; the subscription, or undefined when the link does not work any more. Twice is as good as once. */
export async function confirmSubscription(deps: SubscriptionDeps, token: string): Promise<Subscription | undefined> {
  const request = await findRequest(deps, token);
  if (!request) return undefined;
  const { store, clock } = deps;
  const now = clock.now();
  const moments = {
    now,
    notBefore: now - CONFIRM_WITHIN_MS,
    nextDueAt: nextDueAt(readChoices(request.wanted ?? request.choices), now),
  };
  const isConfirmed = await store.subscriptions.confirm(request.id, request.ask, moments);
  return isConfirmed ? await store.subscriptions.find(request.id) : undefined;
}

/** Whoever was asked and never wants to be asked again. False when the link does not work any more. */
export async function refuseMail(deps: SubscriptionDeps, token: string): Promise<boolean> {
  const { store, clock } = deps;
  const named = readConfirmationToken(await store.subscriptions.secret(), token);
  const subscription = named && (await store.subscriptions.find(named.id));
  if (!subscription) return false;
  await store.subscriptions.suppress(subscription.address.id, "its owner asked for no mail at all", clock.now());
  return true;
}

/** The subscription that a link from a mail opens; undefined when the link is forged or damaged, or it ended a year ago. */
export async function findSubscription({ store }: SubscriptionDeps, token: string): Promise<Subscription | undefined> {
  const id = readSubscriptionToken(await store.subscriptions.secret(), token);
  return id === undefined ? undefined : await store.subscriptions.find(id);
}

/** Changes what is sent, and when. Throws `UserError` when there is nothing to change or another one is the same. */
export async function changeSubscription(deps: SubscriptionDeps, token: string, choices: Choices): Promise<void> {
  const { store, clock } = deps;
  const subscription = await findSubscription(deps, token);
  const change = {
    topic: topicOf(choices),
    choices: writeChoices(choices),
    nextDueAt: nextDueAt(choices, clock.now()),
  };
  const outcome = subscription ? await store.subscriptions.change(subscription.id, change) : false;
  if (outcome === "conflict")
    throw new UserError("conflict", "You have another subscription to exactly that. Change or end that one instead.");
  if (!outcome) throw new UserError("missing", "This subscription has ended. Subscribe again to change it.");
}

/** Ends a subscription at once and for good. Twice is as good as once; false for a link that never worked. */
export async function endSubscription({ store, clock }: SubscriptionDeps, token: string): Promise<boolean> {
  const id = readSubscriptionToken(await store.subscriptions.secret(), token);
  if (id === undefined) return false;
  await store.subscriptions.end(id, clock.now());
  return true;
}

/** The operator's choice: mails of unknown fate are sent again, perhaps a second time. Gives how many were queued. */
export async function resendUnknown({ store, clock }: SubscriptionDeps, ids?: readonly number[]): Promise<number> {
  const queued = await store.outbox.resendUnknown(ids, clock.now());
  if (queued > 0) await queueSending({ store, clock });
  return queued;
}
