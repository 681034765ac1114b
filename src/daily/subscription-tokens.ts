import { createHmac, timingSafeEqual } from "node:crypto";
import type { MailKind } from "../store/outbox-store.ts";

/** 160 bits of an HMAC-SHA-256. */
const MAC_BYTES = 20;

function macOf(secret: string, words: string): string {
  return createHmac("sha256", secret).update(words).digest().subarray(0, MAC_BYTES).toString("base64url");
}

function isMac(secret: string, words: string, mac: string): boolean {
  const [right, given] = [Buffer.from(macOf(secret, words)), Buffer.from(mac)];
  return right.length === given.length && timingSafeEqual(right, given);
}

const readNumber = (text: string): number => Number.parseInt(text, 36);

/** The key to one subscription, in the address of its page. It opens for ever: unsubscribing must work in an old mail too. */
export function subscriptionToken(secret: string, id: number): string {
  return `${id.toString(36)}-${macOf(secret, `subscription ${id}`)}`;
}

/** The subscription that a token opens; undefined for a forged or damaged one. */
export function readSubscriptionToken(secret: string, token: string): number | undefined {
  const [, number = "", mac = ""] = /^([0-9a-z]{1,10})-([\w-]{27})$/.exec(token) ?? [];
  const id = readNumber(number);
  return Number.isSafeInteger(id) && isMac(secret, `subscription ${id}`, mac) ? id : undefined;
}

/** The key that confirms one request. A later request, or the end of the subscription, makes it void. */
export function confirmationToken(secret: string, id: number, ask: number): string {
  return `${id.toString(36)}-${ask.toString(36)}-${macOf(secret, `confirm ${id} ${ask}`)}`;
}

export function readConfirmationToken(secret: string, token: string): { id: number; ask: number } | undefined {
  const [, number = "", count = "", mac = ""] = /^([0-9a-z]{1,10})-([0-9a-z]{1,6})-([\w-]{27})$/.exec(token) ?? [];
  const [id, ask] = [readNumber(number), readNumber(count)];
  return Number.isSafeInteger(id) && isMac(secret, `confirm ${id} ${ask}`, mac) ? { id, ask } : undefined;
}

/** What a mail is, so that its Message-ID can be derived: a repeat has the same, and receivers may fold it. */
export interface MailName {
  readonly subscriptionId: number;
  readonly kind: MailKind;
  readonly item: number;
}

const wordsOf = ({ kind, subscriptionId, item }: MailName): string => `message ${kind} ${subscriptionId} ${item}`;

/** The part of a Message-ID before the `@`. */
export function messageToken(secret: string, name: MailName): string {
  const numbers = [name.subscriptionId, name.item].map((number) => number.toString(36)).join(".");
  return `${name.kind}.${numbers}.${macOf(secret, wordsOf(name))}`;
}

/** The mail that one of some Message-IDs names; undefined when none of them is ours. */
export function readMessageToken(secret: string, messageIds: readonly string[]): MailName | undefined {
  for (const messageId of messageIds) {
    const [, kind = "", subscription = "", item = "", mac = ""] =
      /^(digest|confirmation)\.([0-9a-z]{1,10})\.([0-9a-z]{1,10})\.([\w-]{27})@/.exec(messageId) ?? [];
    const name = { kind: kind as MailKind, subscriptionId: readNumber(subscription), item: readNumber(item) };
    if (mac !== "" && isMac(secret, wordsOf(name), mac)) return name;
  }
  return undefined;
}
