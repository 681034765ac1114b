import type { Day } from "../lib/day.ts";
import type { PaperKey } from "./store.ts";
import type { Subscription } from "./subscription-store.ts";

/**
 * Where a mail stands. `queued` and `deferred` wait; `sending` may have reached the server; `sent`, `failed`, `suppressed`
 * and `unknown` are ends. `unknown`: the connection broke when the server had all of it and had not answered.
 */
export const OUTBOX_STATES = ["queued", "deferred", "sending", "sent", "failed", "suppressed", "unknown"] as const;
export type OutboxState = (typeof OUTBOX_STATES)[number];
export type MailKind = "digest" | "confirmation";

/** A mail that this process may send until its lease ends. */
export interface ClaimedMail {
  readonly id: number;
  readonly kind: MailKind;
  /** The digest's id, or the number of the request to confirm. */
  readonly item: number;
  /** Failed tries before this one. */
  readonly attempts: number;
  readonly fence: number;
  readonly subscription: Subscription;
}

/** One step of a mail's way. Each is refused when another process has taken the mail over. */
export type OutboxChange = { readonly mail: Pick<ClaimedMail, "id" | "fence"> } & (
  | { readonly to: "sending"; readonly leaseUntil: number }
  | { readonly to: "sent" | "failed" | "unknown"; readonly reply: string; readonly now: number }
  | { readonly to: "deferred"; readonly reply: string; readonly dueAt: number }
  /** Gives it back untried. */
  | { readonly to: "queued"; readonly dueAt: number }
);

export interface DigestPaper {
  readonly key: PaperKey;
  /** What of the paper is new to the reader; see daily/digest/paper-mark.ts. */
  readonly mark: string;
  /** Only its title is printed. */
  readonly isBrief: boolean;
}

export interface StoredDigest {
  readonly id: number;
  /** What the mail says besides its papers, as the verbs wrote it. */
  readonly content: string;
  readonly papers: readonly DigestPaper[];
}

export interface DigestDraft {
  readonly key: string;
  readonly content: string;
  readonly papers: readonly DigestPaper[];
}

/** The end of one subscription's due moment: with a digest, or without one when there was nothing to say. */
export interface DueOutcome {
  readonly subscription: Subscription;
  readonly digest: DigestDraft | undefined;
  readonly nextDueAt: number;
  /** The last day looked at; undefined while there are no editions. */
  readonly coveredTo: Day | undefined;
}

export interface UnknownMail {
  readonly id: number;
  readonly address: string;
  readonly kind: MailKind;
  readonly reply: string | undefined;
  readonly settledAt: number | undefined;
}

/** Moments before which rows are of no more use: mails that were sent, mails that were not, wishes nobody confirmed. */
export interface MailHorizons {
  readonly mailedBefore: number;
  readonly failedBefore: number;
  readonly askedBefore: number;
}

/** Rows removed of each kind. */
export interface MailRemoved {
  readonly mails: number;
  readonly digests: number;
  readonly subscriptions: number;
  readonly addresses: number;
}

export interface OutboxStore {
  /** Settles due moments in one transaction; a moment that another process has settled is left alone. Gives the mails queued. */
  settleDue(outcomes: readonly DueOutcome[], now: number): Promise<number>;
  /** Marks of the papers that were mailed, or are about to be, to these addresses. */
  mailed(
    addressIds: readonly number[],
    papers: readonly PaperKey[],
  ): Promise<ReadonlyMap<number, ReadonlyMap<PaperKey, ReadonlySet<string>>>>;
  /** Papers that were withdrawn or published after a moment and were in any digest, the newest change first. */
  mailedAndChanged(since: number, limit: number): Promise<readonly PaperKey[]>;
  /** Takes due mails. Those whose sender was lost while `sending` become `unknown` on the way. */
  claim(limit: number, now: number, leaseMs: number): Promise<readonly ClaimedMail[]>;
  /** Makes changes in one transaction; gives which of them were made. */
  apply(changes: readonly OutboxChange[]): Promise<readonly boolean[]>;
  digest(id: number): Promise<StoredDigest | undefined>;
  counts(): Promise<Readonly<Record<OutboxState, number>>>;
  /** When the next mail is due; undefined when none waits. */
  nextDueAt(): Promise<number | undefined>;
  /** When the last mail was taken by a server; undefined while none is remembered. */
  lastSentAt(): Promise<number | undefined>;
  unknown(limit: number): Promise<readonly UnknownMail[]>;
  /** Queues mails again whose fate is unknown; gives how many. */
  resendUnknown(ids: readonly number[] | undefined, now: number): Promise<number>;
  /** Removes at most `limit` rows of each kind that nothing depends on any more; suppressed addresses stay for ever. */
  tidy(horizons: MailHorizons, limit: number): Promise<MailRemoved>;
  /** Whether such a mail was ever handed to a server. */
  wasHandedOver(subscriptionId: number, kind: MailKind, item: number): Promise<boolean>;
}
