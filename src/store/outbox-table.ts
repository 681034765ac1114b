import { sql, type Kysely } from "kysely";
import { chunks } from "./chunks.ts";
import { tidyMails } from "./mail-tidying.ts";
import { settleDue } from "./outbox-settling.ts";
import {
  OUTBOX_STATES,
  type ClaimedMail,
  type DueOutcome,
  type MailHorizons,
  type MailRemoved,
  type MailKind,
  type OutboxChange,
  type OutboxState,
  type OutboxStore,
  type StoredDigest,
  type UnknownMail,
} from "./outbox-store.ts";
import type { Tables } from "./schema.ts";
import type { PaperKey } from "./store.ts";
import { selectSubscriptions, toSubscription } from "./subscription-row.ts";

/** Mails in these states count as mailed: they have reached, or may still reach, their reader. */
const MAILED: readonly OutboxState[] = ["queued", "deferred", "sending", "sent", "unknown"];
const HANDED_OVER: readonly OutboxState[] = ["sending", "sent", "unknown"];

/** Word for word as the indexes say it: SQLite uses a partial index for nothing else. */
const IS_WAITING = sql<boolean>`state in ('queued', 'deferred')`;
const IS_SENDING = sql<boolean>`state = 'sending'`;

export class OutboxTable implements OutboxStore {
  readonly #db: Kysely<Tables>;

  /** `db` must be the connection that writes. */
  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async settleDue(outcomes: readonly DueOutcome[], now: number): Promise<number> {
    return await this.#db.transaction().execute(async (transaction) => await settleDue(transaction, outcomes, now));
  }

  async mailed(addressIds: readonly number[], papers: readonly PaperKey[]) {
    const marks = new Map<number, Map<PaperKey, Set<string>>>();
    for (const part of chunks(addressIds, 1)) {
      const rows = await this.#db
        .selectFrom("outbox")
        .innerJoin("digest_paper", "digest_paper.digest_id", "outbox.item")
        .select(["outbox.address_id", "digest_paper.paper_id", "digest_paper.mark"])
        .where("outbox.kind", "=", "digest")
        .where("outbox.address_id", "in", part)
        .where("outbox.state", "in", MAILED)
        // The plus keeps SQLite from starting with the papers: each is in thousands of digests, an address had few.
        .where(sql<boolean>`+digest_paper.paper_id in (select value from json_each(${JSON.stringify(papers)}))`)
        .execute();
      for (const { address_id, paper_id, mark } of rows) {
        const ofAddress = marks.get(address_id) ?? new Map<PaperKey, Set<string>>();
        const ofPaper = ofAddress.get(paper_id as PaperKey) ?? new Set<string>();
        marks.set(address_id, ofAddress.set(paper_id as PaperKey, ofPaper.add(mark)));
      }
    }
    return marks;
  }

  async mailedAndChanged(since: number, limit: number): Promise<readonly PaperKey[]> {
    const rows = await this.#db
      .selectFrom("paper_event")
      .select(["paper_id", sql<number>`max(at)`.as("at")])
      .where("at", ">", since)
      .where("kind", "in", ["withdrawn", "published"])
      .where(sql<boolean>`exists (select 1 from digest_paper where digest_paper.paper_id = paper_event.paper_id)`)
      .groupBy("paper_id")
      .orderBy("at", "desc")
      .orderBy("paper_id")
      .limit(limit)
      .execute();
    return rows.map(({ paper_id }) => paper_id as PaperKey);
  }

  async tidy(horizons: MailHorizons, limit: number): Promise<MailRemoved> {
    return await this.#db.transaction().execute(async (transaction) => await tidyMails(transaction, horizons, limit));
  }

  async claim(limit: number, now: number, leaseMs: number): Promise<readonly ClaimedMail[]> {
    return await this.#db.transaction().execute(async (transaction) => {
      await transaction
        .updateTable("outbox")
        .set({ state: "unknown", settled_at: now, fence: sql<number>`fence + 1`, reply: "The sender was lost." })
        .where(IS_SENDING)
        .where("lease_until", "<=", now)
        .execute();
      const due = transaction
        .selectFrom("outbox")
        .select("id")
        .where(IS_WAITING)
        .where("due_at", "<=", now)
        .where("lease_until", "<=", now)
        .orderBy("due_at")
        // Readers of one digest one after another: it is set once for all of them.
        .orderBy("item")
        .limit(limit);
      const rows = await transaction
        .updateTable("outbox")
        .set({ lease_until: now + leaseMs, fence: sql<number>`fence + 1` })
        .where("id", "in", due)
        .returningAll()
        .execute();
      return await withSubscriptions(transaction, rows);
    });
  }

  async apply(changes: readonly OutboxChange[]): Promise<readonly boolean[]> {
    return await this.#db.transaction().execute(async (transaction) => {
      const made: boolean[] = [];
      for (const change of changes) made.push(await applyChange(transaction, change));
      return made;
    });
  }

  async digest(id: number): Promise<StoredDigest | undefined> {
    const row = await this.#db.selectFrom("digest").select("content").where("id", "=", id).executeTakeFirst();
    if (!row) return undefined;
    const papers = await this.#db
      .selectFrom("digest_paper")
      .selectAll()
      .where("digest_id", "=", id)
      .orderBy("position")
      .execute();
    const toPaper = ({ paper_id, mark, is_brief }: (typeof papers)[number]) => ({
      key: paper_id as PaperKey,
      mark,
      isBrief: is_brief === 1,
    });
    return { id, content: row.content, papers: papers.map(toPaper) };
  }

  async counts(): Promise<Readonly<Record<OutboxState, number>>> {
    const rows = await this.#db
      .selectFrom("outbox")
      .select(["state", sql<number>`count(*)`.as("count")])
      .groupBy("state")
      .execute();
    const counts = OUTBOX_STATES.map((state) => [state, rows.find((row) => row.state === state)?.count ?? 0]);
    return Object.fromEntries(counts) as Record<OutboxState, number>;
  }

  async nextDueAt(): Promise<number | undefined> {
    const waiting = await this.#db
      .selectFrom("outbox")
      .select(sql<number>`max(due_at, lease_until)`.as("at"))
      .where(IS_WAITING)
      .orderBy("due_at")
      .limit(1)
      .executeTakeFirst();
    const sending = await this.#db
      .selectFrom("outbox")
      .select("lease_until as at")
      .where(IS_SENDING)
      .orderBy("lease_until")
      .limit(1)
      .executeTakeFirst();
    const moments = [waiting, sending].flatMap((row) => row?.at ?? []);
    return moments.length === 0 ? undefined : Math.min(...moments);
  }

  async lastSentAt(): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom("outbox")
      .select((select) => select.fn.max("settled_at").as("at"))
      .where("state", "=", "sent")
      .executeTakeFirst();
    return row?.at ?? undefined;
  }

  async unknown(limit: number): Promise<readonly UnknownMail[]> {
    const rows = await this.#db
      .selectFrom("outbox")
      .innerJoin("mail_address", "mail_address.id", "outbox.address_id")
      .select(["outbox.id", "mail_address.given", "outbox.kind", "outbox.reply", "outbox.settled_at"])
      .where(sql<boolean>`outbox.state = 'unknown'`)
      .orderBy("outbox.id", "desc")
      .limit(limit)
      .execute();
    return rows.map(({ id, given, kind, reply, settled_at }) => ({
      id,
      address: given,
      kind: kind as MailKind,
      reply: reply ?? undefined,
      settledAt: settled_at ?? undefined,
    }));
  }

  async resendUnknown(ids: readonly number[] | undefined, now: number): Promise<number> {
    // Whoever has unsubscribed since then gets no second copy.
    const wanted = this.#db.selectFrom("subscription").select("id").where("state", "!=", "ended");
    const result = await this.#db
      .updateTable("outbox")
      .set({
        state: "queued",
        due_at: now,
        attempts: 0,
        lease_until: 0,
        settled_at: null,
        fence: sql<number>`fence + 1`,
      })
      .where("state", "=", "unknown")
      .where("subscription_id", "in", wanted)
      .$if(ids !== undefined, (query) => query.where("id", "in", ids ?? []))
      .executeTakeFirst();
    return Number(result.numUpdatedRows);
  }

  async wasHandedOver(subscriptionId: number, kind: MailKind, item: number): Promise<boolean> {
    const row = await this.#db
      .selectFrom("outbox")
      .select("id")
      .where("subscription_id", "=", subscriptionId)
      .where("kind", "=", kind)
      .where("item", "=", item)
      .where("state", "in", HANDED_OVER)
      .executeTakeFirst();
    return row !== undefined;
  }
}

async function withSubscriptions(
  db: Kysely<Tables>,
  rows: readonly { id: number; subscription_id: number; kind: string; item: number; attempts: number; fence: number }[],
): Promise<readonly ClaimedMail[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ subscription_id }) => subscription_id);
  const found = await selectSubscriptions(db)
    .where("subscription.id", "in", sql<number>`(select value from json_each(${JSON.stringify(ids)}))`)
    .execute();
  const byId = new Map(found.map((row) => [row.id, toSubscription(row)]));
  return rows.flatMap(({ id, subscription_id, kind, item, attempts, fence }) => {
    const subscription = byId.get(subscription_id);
    return subscription ? [{ id, kind: kind as MailKind, item, attempts, fence, subscription }] : [];
  });
}

/** Only the holder of the newest fence may change a mail, and only along its way: waiting, sending, an end. */
async function applyChange(db: Kysely<Tables>, change: OutboxChange): Promise<boolean> {
  const { id, fence } = change.mail;
  const mayComeFrom: readonly OutboxState[] =
    change.to === "sending" ? ["queued", "deferred"] : ["queued", "deferred", "sending"];
  const result = await db
    .updateTable("outbox")
    .set(columnsOf(change))
    .where("id", "=", id)
    .where("fence", "=", fence)
    .where("state", "in", mayComeFrom)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

function columnsOf(change: OutboxChange) {
  switch (change.to) {
    case "sending":
      return { state: change.to, lease_until: change.leaseUntil };
    case "deferred":
      return {
        state: change.to,
        due_at: change.dueAt,
        lease_until: 0,
        reply: change.reply,
        attempts: sql<number>`attempts + 1`,
      };
    case "queued":
      return { due_at: change.dueAt, lease_until: 0 };
    default:
      return { state: change.to, reply: change.reply, settled_at: change.now };
  }
}
