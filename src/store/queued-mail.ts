import type { Insertable } from "kysely";
import type { MailKind } from "./outbox-store.ts";
import type { Tables } from "./schema.ts";

interface Queued {
  readonly subscriptionId: number;
  readonly addressId: number;
  readonly kind: MailKind;
  /** The digest's id, or the number of the request to confirm. */
  readonly item: number;
}

/** The row of a mail that is due at once and that nobody has tried to send. */
export const queuedMail = (
  { subscriptionId, addressId, kind, item }: Queued,
  now: number,
): Insertable<Tables["outbox"]> => ({
  subscription_id: subscriptionId,
  address_id: addressId,
  kind,
  item,
  state: "queued",
  due_at: now,
  attempts: 0,
  lease_until: 0,
  fence: 0,
  reply: null,
  created_at: now,
  settled_at: null,
});
