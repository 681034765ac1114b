import type { Day } from "../lib/day.ts";

export type SubscriptionState = "pending" | "confirmed" | "ended";

/** An address that asked for mail. */
export interface MailAddress {
  readonly id: number;
  /** As it was typed: where mail goes. */
  readonly given: string;
  /** Why nothing is ever sent there again; undefined while it may be. */
  readonly suppressedWhy: string | undefined;
}

export interface Subscription {
  readonly id: number;
  readonly address: MailAddress;
  readonly state: SubscriptionState;
  /** What the reader chose, as the verbs wrote it. */
  readonly choices: string;
  /** Choices asked for and not confirmed yet. */
  readonly wanted: string | undefined;
  /** The number of the last request to confirm: only its link counts. */
  readonly ask: number;
  readonly askedAt: number;
  readonly nextDueAt: number | undefined;
  /** The last day that a digest covered, and when that digest was made. */
  readonly covered: { readonly to: Day; readonly at: number } | undefined;
}

export interface SubscriptionRequest {
  /** As addresses are compared, and as it was typed. */
  readonly address: string;
  readonly given: string;
  /** An address holds one subscription a topic. */
  readonly topic: string;
  readonly choices: string;
  /** Where the request came from, as far as limits tell networks apart. */
  readonly network: string;
}

export interface AskLimits {
  readonly perNetworkAnHour: number;
  readonly perAddressADay: number;
  readonly addressGapMs: number;
  readonly subscriptionsPerAddress: number;
}

/** What became of a request. All but `network-full` must look the same to whoever asked. */
export type AskOutcome = "asked" | "network-full" | "address-full" | "suppressed";

export interface SubscriptionStore {
  /** The secret that links are derived from; made at the first call, the same for ever. */
  secret(): Promise<string>;
  /** Keeps a request and queues its confirmation mail, within limits; all in one transaction. */
  ask(request: SubscriptionRequest, limits: AskLimits, now: number): Promise<AskOutcome>;
  find(id: number): Promise<Subscription | undefined>;
  /** Confirms the request of that number, unless it is older than `notBefore`, replaced or ended. True too when it was confirmed already. */
  confirm(id: number, ask: number, moments: { now: number; notBefore: number; nextDueAt: number }): Promise<boolean>;
  /** False when it is not confirmed, `conflict` when the address has another subscription to that topic. */
  change(id: number, change: { topic: string; choices: string; nextDueAt: number }): Promise<boolean | "conflict">;
  /** Ends it for good: queued mails are suppressed and links to confirm are void. */
  end(id: number, now: number): Promise<void>;
  /** Ends all that an address asked for and never writes to it again. */
  suppress(addressId: number, why: string, now: number): Promise<void>;
  /** Adds to an address's bounce score, at most once a day; a score that has rested for `restMs` begins anew. Gives the score. */
  addBounce(addressId: number, points: number, now: number, restMs: number): Promise<number>;
  /** Confirmed subscriptions whose moment has come, oldest moment first. */
  due(now: number, limit: number): Promise<readonly Subscription[]>;
  counts(): Promise<Readonly<Record<SubscriptionState, number>> & { readonly suppressedAddresses: number }>;
}
