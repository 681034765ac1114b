import { randomBytes } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Tables } from "./schema.ts";
import { keepAsk } from "./subscription-asks.ts";
import { selectSubscriptions, toSubscription } from "./subscription-row.ts";
import type {
  AskLimits,
  AskOutcome,
  Subscription,
  SubscriptionRequest,
  SubscriptionState,
  SubscriptionStore,
} from "./subscription-store.ts";

const DAY_MS = 86_400_000;
const SECRET = "mail-secret";

export class SubscriptionTable implements SubscriptionStore {
  readonly #db: Kysely<Tables>;

  /** `db` must be the connection that writes. */
  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async secret(): Promise<string> {
    await this.#db
      .insertInto("note")
      .values({ name: SECRET, value: randomBytes(32).toString("base64url") })
      .onConflict((conflict) => conflict.column("name").doNothing())
      .execute();
    const { value } = await this.#db
      .selectFrom("note")
      .select("value")
      .where("name", "=", SECRET)
      .executeTakeFirstOrThrow();
    return value;
  }

  async ask(request: SubscriptionRequest, limits: AskLimits, now: number): Promise<AskOutcome> {
    return await this.#db
      .transaction()
      .execute(async (transaction) => await keepAsk(transaction, request, limits, now));
  }

  async find(id: number): Promise<Subscription | undefined> {
    const row = await selectSubscriptions(this.#db).where("subscription.id", "=", id).executeTakeFirst();
    return row && toSubscription(row);
  }

  async confirm(
    id: number,
    ask: number,
    { now, notBefore, nextDueAt }: { now: number; notBefore: number; nextDueAt: number },
  ): Promise<boolean> {
    const result = await this.#db
      .updateTable("subscription")
      .set({
        state: "confirmed",
        choices: sql<string>`coalesce(wanted, choices)`,
        wanted: null,
        confirmed_at: sql<number>`coalesce(confirmed_at, ${now})`,
        next_due_at: nextDueAt,
      })
      .where("id", "=", id)
      .where("ask", "=", ask)
      .where("asked_at", ">", notBefore)
      .where((where) => where.or([where("state", "=", "pending"), where("wanted", "is not", null)]))
      .executeTakeFirst();
    if (result.numUpdatedRows > 0n) return true;
    const known = await this.find(id);
    return known?.state === "confirmed" && known.ask === ask;
  }

  async change(
    id: number,
    { topic, choices, nextDueAt }: { topic: string; choices: string; nextDueAt: number },
  ): Promise<boolean | "conflict"> {
    return await this.#db.transaction().execute(async (transaction) => {
      const taken = await transaction
        .selectFrom("subscription as other")
        .innerJoin("subscription as own", "own.address_id", "other.address_id")
        .select("other.id")
        .where("own.id", "=", id)
        .where("other.id", "!=", id)
        .where("other.topic", "=", topic)
        .executeTakeFirst();
      if (taken) return "conflict";
      const result = await transaction
        .updateTable("subscription")
        .set({ topic, choices, next_due_at: nextDueAt })
        .where("id", "=", id)
        .where("state", "=", "confirmed")
        .executeTakeFirst();
      return result.numUpdatedRows > 0n;
    });
  }

  async end(id: number, now: number): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => await endSubscription(transaction, id, now));
  }

  async suppress(addressId: number, why: string, now: number): Promise<void> {
    await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("mail_address")
        .set({ suppressed_at: now, suppressed_why: why })
        .where("id", "=", addressId)
        .where("suppressed_at", "is", null)
        .execute();
      const own = await transaction
        .selectFrom("subscription")
        .select("id")
        .where("address_id", "=", addressId)
        .execute();
      for (const { id } of own) await endSubscription(transaction, id, now);
    });
  }

  async addBounce(addressId: number, points: number, now: number, restMs: number): Promise<number> {
    return await this.#db.transaction().execute(async (transaction) => {
      const known = await transaction
        .selectFrom("mail_address")
        .select(["bounce_score", "bounced_at"])
        .where("id", "=", addressId)
        .executeTakeFirst();
      if (!known) return 0;
      const lastAt = known.bounced_at ?? Number.NEGATIVE_INFINITY;
      if (now - lastAt < DAY_MS) return known.bounce_score;
      const score = (now - lastAt > restMs ? 0 : known.bounce_score) + points;
      const change = { bounce_score: score, bounced_at: now };
      await transaction.updateTable("mail_address").set(change).where("id", "=", addressId).execute();
      return score;
    });
  }

  async due(now: number, limit: number): Promise<readonly Subscription[]> {
    const rows = await selectSubscriptions(this.#db)
      .where("subscription.state", "=", "confirmed")
      .where("subscription.next_due_at", "<=", now)
      .orderBy("subscription.next_due_at")
      .limit(limit)
      .execute();
    return rows.map(toSubscription);
  }

  async counts() {
    const rows = await this.#db
      .selectFrom("subscription")
      .select(["state", sql<number>`count(*)`.as("count")])
      .groupBy("state")
      .execute();
    const { suppressed } = await this.#db
      .selectFrom("mail_address")
      .select(sql<number>`count(suppressed_at)`.as("suppressed"))
      .executeTakeFirstOrThrow();
    const of = (state: SubscriptionState): number => rows.find((row) => row.state === state)?.count ?? 0;
    return {
      pending: of("pending"),
      confirmed: of("confirmed"),
      ended: of("ended"),
      suppressedAddresses: suppressed,
    };
  }
}

async function endSubscription(db: Kysely<Tables>, id: number, now: number): Promise<void> {
  await db
    .updateTable("subscription")
    .set({ state: "ended", ended_at: now, next_due_at: null, wanted: null, ask: sql<number>`ask + 1` })
    .where("id", "=", id)
    .where("state", "!=", "ended")
    .execute();
  await db
    .updateTable("outbox")
    .set({ state: "suppressed", settled_at: now })
    .where("subscription_id", "=", id)
    .where("state", "in", ["queued", "deferred"])
    .execute();
}
