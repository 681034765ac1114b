import type { Kysely } from "kysely";
import type { DigestDraft, DueOutcome } from "./outbox-store.ts";
import { queuedMail } from "./queued-mail.ts";
import type { Tables } from "./schema.ts";

/** Keeps what became of due moments. `db` must be a transaction. */
export async function settleDue(db: Kysely<Tables>, outcomes: readonly DueOutcome[], now: number): Promise<number> {
  const digests = new Map<string, number>();
  let queued = 0;
  for (const outcome of outcomes) {
    if (!(await moveOn(db, outcome, now)) || !outcome.digest) continue;
    const digestId = digests.get(outcome.digest.key) ?? (await keepDigest(db, outcome.digest, now));
    digests.set(outcome.digest.key, digestId);
    queued += (await queueDigest(db, outcome, digestId, now)) ? 1 : 0;
  }
  return queued;
}

/** False when the moment was settled by another process, or the subscription changed or ended meanwhile. */
async function moveOn(
  db: Kysely<Tables>,
  { subscription, nextDueAt, coveredTo }: DueOutcome,
  now: number,
): Promise<boolean> {
  const result = await db
    .updateTable("subscription")
    .set({ next_due_at: nextDueAt, ...(coveredTo && { covered_to: coveredTo, covered_at: now }) })
    .where("id", "=", subscription.id)
    .where("state", "=", "confirmed")
    .where("next_due_at", "=", subscription.nextDueAt ?? -1)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

async function keepDigest(db: Kysely<Tables>, { key, content, papers }: DigestDraft, now: number): Promise<number> {
  const added = await db
    .insertInto("digest")
    .values({ key, content, created_at: now })
    .onConflict((conflict) => conflict.column("key").doNothing())
    .returning("id")
    .executeTakeFirst();
  if (!added) {
    const known = await db.selectFrom("digest").select("id").where("key", "=", key).executeTakeFirstOrThrow();
    return known.id;
  }
  const rows = papers.map((paper, position) => ({
    digest_id: added.id,
    position,
    paper_id: paper.key,
    mark: paper.mark,
    is_brief: paper.isBrief ? 1 : 0,
  }));
  if (rows.length > 0) await db.insertInto("digest_paper").values(rows).execute();
  return added.id;
}

async function queueDigest(
  db: Kysely<Tables>,
  { subscription }: DueOutcome,
  digestId: number,
  now: number,
): Promise<boolean> {
  const result = await db
    .insertInto("outbox")
    .values(
      queuedMail(
        { subscriptionId: subscription.id, addressId: subscription.address.id, kind: "digest", item: digestId },
        now,
      ),
    )
    .onConflict((conflict) => conflict.columns(["subscription_id", "kind", "item"]).doNothing())
    .executeTakeFirst();
  return (result.numInsertedOrUpdatedRows ?? 0n) > 0n;
}
