import { sql, type Kysely } from "kysely";
import { queuedMail } from "./queued-mail.ts";
import type { Tables } from "./schema.ts";
import type { AskLimits, AskOutcome, SubscriptionRequest } from "./subscription-store.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Keeps a request within limits and queues its confirmation mail. `db` must be a transaction. */
export async function keepAsk(
  db: Kysely<Tables>,
  request: SubscriptionRequest,
  limits: AskLimits,
  now: number,
): Promise<AskOutcome> {
  if (!(await countNetwork(db, request.network, limits.perNetworkAnHour, now))) return "network-full";
  const address = await addressRow(db, request, now);
  if (address.suppressed_at !== null) return "suppressed";
  if (!(await mayAsk(db, address.id, request.topic, limits, now))) return "address-full";
  const { id, ask } = await subscriptionRow(db, address.id, request, now);
  await db
    .insertInto("outbox")
    .values(queuedMail({ subscriptionId: id, addressId: address.id, kind: "confirmation", item: ask }, now))
    .execute();
  return "asked";
}

/** Counts a request against its network; false when that network has asked enough. */
async function countNetwork(db: Kysely<Tables>, network: string, limit: number, now: number): Promise<boolean> {
  await db
    .deleteFrom("mail_ask")
    .where("at", "<", now - HOUR_MS)
    .execute();
  const { count } = await db
    .selectFrom("mail_ask")
    .select(sql<number>`count(*)`.as("count"))
    .where("network", "=", network)
    .executeTakeFirstOrThrow();
  if (count >= limit) return false;
  await db.insertInto("mail_ask").values({ network, at: now }).execute();
  return true;
}

async function addressRow(db: Kysely<Tables>, { address, given }: SubscriptionRequest, now: number) {
  await db
    .insertInto("mail_address")
    .values({ address, given, created_at: now, bounced_at: null, suppressed_at: null, suppressed_why: null })
    .onConflict((conflict) => conflict.column("address").doNothing())
    .execute();
  return await db
    .selectFrom("mail_address")
    .select(["id", "suppressed_at"])
    .where("address", "=", address)
    .executeTakeFirstOrThrow();
}

/** Whether an address may be written to once more because somebody typed it into a form. */
async function mayAsk(
  db: Kysely<Tables>,
  addressId: number,
  topic: string,
  limits: AskLimits,
  now: number,
): Promise<boolean> {
  const asks = await db
    .selectFrom("outbox")
    .select("created_at")
    .where("address_id", "=", addressId)
    .where("kind", "=", "confirmation")
    .where("created_at", ">", now - DAY_MS)
    .execute();
  const lastAt = Math.max(0, ...asks.map(({ created_at }) => created_at));
  if (asks.length >= limits.perAddressADay || now - lastAt < limits.addressGapMs) return false;
  const others = await db
    .selectFrom("subscription")
    .select("id")
    .where("address_id", "=", addressId)
    .where("topic", "!=", topic)
    .where("state", "!=", "ended")
    .execute();
  return others.length < limits.subscriptionsPerAddress;
}

/** A confirmed subscription stays as it is until the new choices are confirmed too. */
async function subscriptionRow(
  db: Kysely<Tables>,
  addressId: number,
  { topic, choices }: SubscriptionRequest,
  now: number,
): Promise<{ id: number; ask: number }> {
  const known = await db
    .selectFrom("subscription")
    .select(["id", "ask", "state"])
    .where("address_id", "=", addressId)
    .where("topic", "=", topic)
    .executeTakeFirst();
  if (!known) {
    const pending = { address_id: addressId, topic, choices, state: "pending", ask: 1, asked_at: now };
    const unset = {
      wanted: null,
      confirmed_at: null,
      ended_at: null,
      next_due_at: null,
      covered_to: null,
      covered_at: null,
    };
    return await db
      .insertInto("subscription")
      .values({ ...pending, ...unset })
      .returning(["id", "ask"])
      .executeTakeFirstOrThrow();
  }
  const asked = { ask: known.ask + 1, asked_at: now };
  const change = known.state === "confirmed" ? { wanted: choices } : { choices, state: "pending", ended_at: null };
  return await db
    .updateTable("subscription")
    .set({ ...asked, ...change })
    .where("id", "=", known.id)
    .returning(["id", "ask"])
    .executeTakeFirstOrThrow();
}
