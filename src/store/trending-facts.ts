import { sql, type Kysely, type RawBuilder, type SqlBool } from "kysely";
import type { PaperId } from "../domain/paper.ts";
import type { SourceId } from "../domain/source-id.ts";
import type { Day } from "../lib/day.ts";
import type { CountHistoryRow, Tables } from "./schema.ts";
import type { CountPoint, PaperKey } from "./store.ts";
import type { KeyRange, TrendingChange, TrendingFacts } from "./trending-store.ts";

type Database = Kysely<Tables>;
/** Which papers are meant, said of whatever column holds their keys. */
type Choice = (column: string) => RawBuilder<SqlBool>;

/** What trending needs to know of papers, in the order of `keys`; for papers that are gone, nothing. */
export async function readTrendingFacts(db: Database, keys: readonly PaperKey[]): Promise<readonly TrendingChange[]> {
  if (keys.length === 0) return [];
  const facts = await readFacts(db, (column) => sql<SqlBool>`${sql.ref(column)} in (${sql.join(keys)})`);
  return keys.map((key) => {
    const known = facts.get(key);
    return known ? { key, facts: known } : { key };
  });
}

/** The same of all papers with keys in a range. */
export async function readFactsInRange(db: Database, { after, upTo }: KeyRange): Promise<readonly TrendingChange[]> {
  const inRange: Choice = (column) => sql<SqlBool>`${sql.ref(column)} > ${after} and ${sql.ref(column)} <= ${upTo}`;
  return [...(await readFacts(db, inRange))].map(([key, facts]) => ({ key, facts }));
}

async function readFacts(db: Database, choice: Choice): Promise<ReadonlyMap<PaperKey, TrendingFacts>> {
  const papers = await db
    .selectFrom("paper")
    .leftJoin("paper_guess", "paper_guess.paper_id", "paper.id")
    .select(["paper.id", "paper.name", "paper_guess.votes as guess"])
    .where(choice("paper.id"))
    .execute();
  const days = await readDays(db, choice);
  const counts = await readCounts(db, choice);
  return new Map(
    papers.map(({ id, name, guess }) => [
      id as PaperKey,
      { name: name as PaperId, days: days.get(id) ?? [], counts: counts.get(id) ?? [], guess: guess ?? undefined },
    ]),
  );
}

async function readDays(db: Database, choice: Choice): Promise<ReadonlyMap<number, readonly Day[]>> {
  const rows = await db
    .selectFrom("appearance")
    .select(["paper_id", "day"])
    .where(choice("paper_id"))
    .where("kind", "!=", "replace")
    .execute();
  const gathered = gather(rows.map(({ paper_id, day }) => [paper_id, day as Day]));
  return new Map([...gathered].map(([key, days]) => [key, days.length === 1 ? days : [...new Set(days)].sort()]));
}

async function readCounts(db: Database, choice: Choice): Promise<ReadonlyMap<number, readonly CountPoint[]>> {
  const rows = await db
    .selectFrom("count_history")
    .selectAll()
    .where(choice("paper_id"))
    .orderBy("paper_id")
    .orderBy("source")
    .orderBy("day")
    .execute();
  return gather(rows.map((row) => [row.paper_id, toCountPoint(row)]));
}

function toCountPoint({ source, day, votes, comments, stars }: CountHistoryRow): CountPoint {
  return {
    source: source as SourceId,
    day: day as Day,
    ...(votes !== null && { votes }),
    ...(comments !== null && { comments }),
    ...(stars !== null && { stars }),
  };
}

function gather<Value>(pairs: readonly (readonly [number, Value])[]): ReadonlyMap<number, readonly Value[]> {
  const lists = new Map<number, Value[]>();
  for (const [key, value] of pairs) {
    const list = lists.get(key);
    if (list) list.push(value);
    else lists.set(key, [value]);
  }
  return lists;
}
