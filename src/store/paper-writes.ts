import { sql, type Insertable, type Kysely } from "kysely";
import { dayInZone } from "../lib/day.ts";
import { chunks } from "./chunks.ts";
import type { PaperAppearance, PaperWrite } from "./ingest-transaction.ts";
import { authorKeys, titleAlias, toPaperRow } from "./paper-row.ts";
import type {
  AliasRow,
  AppearanceRow,
  AuthorRow,
  CountHistoryRow,
  PaperEventRow,
  SightingRow,
  Tables,
} from "./schema.ts";
import { packBody } from "./sighting-body.ts";
import type { PaperKey } from "./store.ts";

type Database = Kysely<Tables>;

interface KeyedWrite {
  readonly key: PaperKey;
  readonly write: PaperWrite;
}

/** Weakest first; a stronger reason for the same day and source replaces a weaker one. */
const KINDS_BY_STRENGTH = "replace cross new featured";

/** Writes papers whole, with all that hangs on them. Gives their keys, in order. */
export async function savePapers(
  db: Database,
  writes: readonly PaperWrite[],
  now: number,
): Promise<readonly PaperKey[]> {
  if (writes.length === 0) return [];
  const keyed = await giveKeys(db, writes);
  // Before the survivors are written: they may take the name of a paper that goes.
  for (const { key, write } of keyed) for (const absorbed of write.absorbs) await absorb(db, key, absorbed);
  await upsertPapers(db, keyed, await advance(db, "change", writes.length));
  await replaceAliases(db, keyed);
  await upsertSightings(db, keyed);
  await addAppearances(
    db,
    keyed.flatMap(({ key, write }) => write.appearances.map((appearance) => ({ ...appearance, key }))),
  );
  await replaceAuthors(db, keyed);
  await addCounts(db, keyed, now);
  await addEvents(db, keyed);
  return keyed.map(({ key }) => key);
}

/** Reserves `count` numbers of a counter; gives the first. */
export async function advance(db: Database, name: "change" | "paper", count: number): Promise<number> {
  const { value } = await db
    .updateTable("counter")
    .set({ value: sql<number>`value + ${count}` })
    .where("name", "=", name)
    .returning("value")
    .executeTakeFirstOrThrow();
  return value - count + 1;
}

async function giveKeys(db: Database, writes: readonly PaperWrite[]): Promise<readonly KeyedWrite[]> {
  const fresh = writes.filter(({ file }) => file.key === undefined).length;
  let next = fresh === 0 ? 0 : await advance(db, "paper", fresh);
  return writes.map((write) => ({ write, key: write.file.key ?? (next++ as PaperKey) }));
}

async function upsertPapers(db: Database, keyed: readonly KeyedWrite[], firstChange: number): Promise<void> {
  const rows = keyed.map(({ key, write }, index) =>
    toPaperRow(write.paper, {
      id: key,
      change: firstChange + index,
      createdAt: write.file.createdAt,
      titleKey: write.titleKey,
      abstractKey: write.abstractKey,
    }),
  );
  for (const part of chunks(rows, 13)) {
    await db
      .insertInto("paper")
      .values(part)
      .onConflict((conflict) =>
        conflict.column("id").doUpdateSet((row) => ({
          name: row.ref("excluded.name"),
          title_hash: row.ref("excluded.title_hash"),
          abstract_key: row.ref("excluded.abstract_key"),
          published: row.ref("excluded.published"),
          categories: row.ref("excluded.categories"),
          votes: row.ref("excluded.votes"),
          change: row.ref("excluded.change"),
          title: row.ref("excluded.title"),
          detail: row.ref("excluded.detail"),
          abstract: row.ref("excluded.abstract"),
        })),
      )
      .execute();
  }
}

/** Two works may claim one identifier, as two chapters do with the DOI of their book: both are found by it. */
async function replaceAliases(db: Database, keyed: readonly KeyedWrite[]): Promise<void> {
  for (const { key, write } of keyed) {
    for (const { scheme, value } of write.lostIdentifiers) {
      await db
        .deleteFrom("alias")
        .where("scheme", "=", scheme)
        .where("value", "=", value)
        .where("paper_id", "=", key)
        .execute();
    }
  }
  const rows: AliasRow[] = keyed.flatMap(({ key, write }) => [
    ...write.paper.identifiers.map(({ scheme, value }) => ({ scheme, value, paper_id: key })),
    ...write.formerNames.map((name) => ({ scheme: "name", value: name, paper_id: key })),
    ...write.otherTitleKeys.map((titleKey) => ({ ...titleAlias(titleKey), paper_id: key })),
  ]);
  for (const part of chunks(rows, 3)) {
    await db
      .insertInto("alias")
      .values(part)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

async function upsertSightings(db: Database, keyed: readonly KeyedWrite[]): Promise<void> {
  const rows: Insertable<SightingRow>[] = keyed.flatMap(({ key, write }) =>
    write.changedSightings.map((sighting) => ({
      source: sighting.source,
      source_key: sighting.sourceKey,
      paper_id: key,
      first_seen_at: sighting.firstSeenAt,
      changed_at: sighting.changedAt,
      format: sighting.record.format,
      body: packBody(sighting.facts, sighting.record.text),
    })),
  );
  for (const part of chunks(rows, 7)) {
    await db
      .insertInto("sighting")
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(["source", "source_key"]).doUpdateSet((row) => ({
          paper_id: row.ref("excluded.paper_id"),
          changed_at: row.ref("excluded.changed_at"),
          format: row.ref("excluded.format"),
          body: row.ref("excluded.body"),
        })),
      )
      .execute();
  }
}

/** Puts papers on days' pages; gives the papers whose places are new or changed. */
export async function addAppearances(
  db: Database,
  appearances: readonly PaperAppearance[],
): Promise<ReadonlySet<PaperKey>> {
  const placed = new Set<PaperKey>();
  const rows: AppearanceRow[] = appearances.map(({ day, kind, source, key }) => ({ day, kind, source, paper_id: key }));
  for (const part of chunks(rows, 4)) {
    const changed = await db
      .insertInto("appearance")
      .values(part)
      .onConflict((conflict) =>
        conflict
          .columns(["day", "paper_id", "source"])
          .doUpdateSet((row) => ({ kind: row.ref("excluded.kind") }))
          .where(
            sql<boolean>`instr(${KINDS_BY_STRENGTH}, excluded.kind) > instr(${KINDS_BY_STRENGTH}, appearance.kind)`,
          ),
      )
      .returning("paper_id")
      .execute();
    for (const { paper_id } of changed) placed.add(paper_id as PaperKey);
  }
  await dropEstimates(db, appearances);
  return placed;
}

/** Marks papers as changed, for whoever follows the store's changes. */
export async function touchPapers(db: Database, keys: ReadonlySet<PaperKey>): Promise<void> {
  if (keys.size === 0) return;
  let change = await advance(db, "change", keys.size);
  for (const key of keys) await db.updateTable("paper").set({ change: change++ }).where("id", "=", key).execute();
}

/** arXiv's records do not say when a paper was announced: their day is an estimate, and gives way to the feed's. */
async function dropEstimates(db: Database, appearances: readonly PaperAppearance[]): Promise<void> {
  const fromArxiv = appearances.filter(({ source }) => source === "arxiv-oai" || source === "arxiv-feed");
  const keys = [...new Set(fromArxiv.map(({ key }) => key))];
  for (const part of chunks(keys, 1)) {
    const announced = db
      .selectFrom("appearance as told")
      .select("told.paper_id")
      .where("told.paper_id", "in", part)
      .where("told.source", "=", "arxiv-feed")
      .where("told.kind", "!=", "replace");
    await db.deleteFrom("appearance").where("source", "=", "arxiv-oai").where("paper_id", "in", announced).execute();
  }
}

async function replaceAuthors(db: Database, keyed: readonly KeyedWrite[]): Promise<void> {
  const known = keyed.filter(({ write }) => write.file.key !== undefined).map(({ key }) => key);
  for (const part of chunks(known, 1)) await db.deleteFrom("author").where("paper_id", "in", part).execute();
  const rows: AuthorRow[] = keyed.flatMap(({ key, write }) =>
    authorKeys(write.paper).map((name_hash) => ({ name_hash, paper_id: key })),
  );
  for (const part of chunks(rows, 2)) await db.insertInto("author").values(part).execute();
}

async function addCounts(db: Database, keyed: readonly KeyedWrite[], now: number): Promise<void> {
  const day = dayInZone(now, "UTC");
  const rows: CountHistoryRow[] = keyed.flatMap(({ key, write }) =>
    write.changedSightings.flatMap(({ source, facts: { counts } }) =>
      counts === undefined
        ? []
        : [
            {
              paper_id: key,
              source,
              day,
              votes: counts.votes ?? null,
              comments: counts.comments ?? null,
              stars: counts.stars ?? null,
            },
          ],
    ),
  );
  const perDay = [...new Map(rows.map((row) => [`${row.paper_id} ${row.source}`, row])).values()];
  for (const part of chunks(perDay, 6)) {
    await db
      .insertInto("count_history")
      .values(part)
      .onConflict((conflict) =>
        conflict.columns(["paper_id", "source", "day"]).doUpdateSet((row) => ({
          votes: row.ref("excluded.votes"),
          comments: row.ref("excluded.comments"),
          stars: row.ref("excluded.stars"),
        })),
      )
      .execute();
  }
}

async function addEvents(db: Database, keyed: readonly KeyedWrite[]): Promise<void> {
  const rows: Insertable<PaperEventRow>[] = keyed.flatMap(({ key, write }) =>
    write.events.map((event) => ({ ...event, paper_id: key })),
  );
  for (const part of chunks(rows, 4)) {
    await db
      .insertInto("paper_event")
      .values(part)
      .onConflict((conflict) => conflict.columns(["paper_id", "kind", "detail"]).doNothing())
      .execute();
  }
}

/** Moves everything that refers to a paper over to the one it turned out to be, then forgets it. */
async function absorb(db: Database, into: PaperKey, absorbed: PaperKey): Promise<void> {
  await db.updateTable("sighting").set({ paper_id: into }).where("paper_id", "=", absorbed).execute();
  await db.updateTable("listing_item").set({ paper_id: into }).where("paper_id", "=", absorbed).execute();
  await db.updateTable("digest_paper").set({ paper_id: into }).where("paper_id", "=", absorbed).execute();
  // Where both papers have the same row, the survivor's stays; the other goes with its paper.
  for (const table of ["alias", "appearance", "count_history", "paper_event"] as const) {
    await sql`update or ignore ${sql.table(table)} set paper_id = ${into} where paper_id = ${absorbed}`.execute(db);
  }
  await removePapers(db, [absorbed]);
}

/** Deletes papers with all that hangs on them and tells the search index. */
export async function removePapers(db: Database, keys: readonly PaperKey[]): Promise<void> {
  if (keys.length === 0) return;
  const first = await advance(db, "change", keys.length);
  for (const part of chunks(keys, 1)) await db.deleteFrom("paper").where("id", "in", part).execute();
  const rows = keys.map((paper_id, index) => ({ paper_id, change: first + index }));
  for (const part of chunks(rows, 2)) await db.insertInto("removed_paper").values(part).execute();
}
