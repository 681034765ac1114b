import type { Kysely } from "kysely";
import type { PaperId } from "../domain/paper.ts";
import type { SourceId } from "../domain/source-id.ts";
import { chunks } from "./chunks.ts";
import type { CandidateQuery, KeptSighting, PaperFile } from "./ingest-transaction.ts";
import { titleAlias, titleHash } from "./paper-row.ts";
import type { AliasRow, Tables } from "./schema.ts";
import { unpackBody } from "./sighting-body.ts";
import type { PaperKey } from "./store.ts";

type Database = Kysely<Tables>;

/** Every paper that shares an identifier, a title, an abstract or a record with the query, with its sightings. */
export async function findCandidates(db: Database, query: CandidateQuery): Promise<readonly PaperFile[]> {
  const found = await Promise.all([
    keysByAlias(db, query.identifiers),
    keysByAlias(db, query.titleKeys.map(titleAlias)),
    keysByColumn(db, "name", query.names),
    keysByColumn(db, "title_hash", query.titleKeys.map(titleHash)),
    keysByColumn(db, "abstract_key", query.abstractKeys),
    keysByRecord(db, query.sourceKeys),
  ]);
  return await loadFiles(
    db,
    [...new Set(found.flat())].sort((a, b) => a - b),
  );
}

async function keysByAlias(
  db: Database,
  aliases: readonly Pick<AliasRow, "scheme" | "value">[],
): Promise<readonly number[]> {
  const byScheme = Map.groupBy(aliases, ({ scheme }) => scheme);
  const keys: number[] = [];
  for (const [scheme, group] of byScheme) {
    for (const part of chunks(group, 1)) {
      const values = part.map(({ value }) => value);
      const query = db.selectFrom("alias").select("paper_id").where("scheme", "=", scheme).where("value", "in", values);
      for (const { paper_id } of await query.execute()) keys.push(paper_id);
    }
  }
  return keys;
}

async function keysByColumn(
  db: Database,
  column: "name" | "title_hash" | "abstract_key",
  values: readonly (string | number)[],
): Promise<readonly number[]> {
  const keys: number[] = [];
  for (const part of chunks(values, 1)) {
    for (const { id } of await db.selectFrom("paper").select("id").where(column, "in", part).execute()) keys.push(id);
  }
  return keys;
}

async function keysByRecord(db: Database, records: CandidateQuery["sourceKeys"]): Promise<readonly number[]> {
  const keys: number[] = [];
  for (const [source, group] of Map.groupBy(records, (record) => record.source)) {
    for (const part of chunks(group, 1)) {
      const values = part.map(({ sourceKey }) => sourceKey);
      const query = db
        .selectFrom("sighting")
        .select("paper_id")
        .where("source", "=", source)
        .where("source_key", "in", values);
      for (const { paper_id } of await query.execute()) keys.push(paper_id);
    }
  }
  return keys;
}

/** Papers with their sightings, in the order of `keys`. */
export async function loadFiles(db: Database, keys: readonly number[]): Promise<readonly PaperFile[]> {
  const files: PaperFile[] = [];
  for (const part of chunks(keys, 1)) {
    const papers = await db
      .selectFrom("paper")
      .select(["id", "name", "created_at"])
      .where("id", "in", part)
      .orderBy("id")
      .execute();
    const sightings = await loadSightings(db, part);
    for (const { id, name, created_at } of papers) {
      files.push({
        key: id as PaperKey,
        name: name as PaperId,
        createdAt: created_at,
        sightings: sightings.get(id) ?? [],
      });
    }
  }
  return files;
}

async function loadSightings(
  db: Database,
  paperKeys: readonly number[],
): Promise<ReadonlyMap<number, readonly KeptSighting[]>> {
  const rows = await db.selectFrom("sighting").selectAll().where("paper_id", "in", paperKeys).orderBy("id").execute();
  const kept = rows.map((row) => {
    const { facts, recordText } = unpackBody(row.body);
    const sighting: KeptSighting = {
      source: row.source as SourceId,
      sourceKey: row.source_key,
      facts,
      record: { format: row.format, text: recordText },
      firstSeenAt: row.first_seen_at,
      changedAt: row.changed_at,
    };
    return { paperKey: row.paper_id, sighting };
  });
  return new Map(
    [...Map.groupBy(kept, ({ paperKey }) => paperKey)].map(([key, group]) => [
      key,
      group.map(({ sighting }) => sighting),
    ]),
  );
}
