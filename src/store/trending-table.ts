import { sql, type Kysely } from "kysely";
import type { Day } from "../lib/day.ts";
import { chunks } from "./chunks.ts";
import { toStoredPaper } from "./paper-row.ts";
import { advance } from "./paper-writes.ts";
import type { Tables } from "./schema.ts";
import type { PaperKey } from "./store.ts";
import { readFactsInRange, readTrendingFacts } from "./trending-facts.ts";
import type {
  GuessDue,
  GuessWrite,
  KeyRange,
  PastPaper,
  StoredGuess,
  TrendingChange,
  TrendingChanges,
  TrendingStore,
} from "./trending-store.ts";

type Database = Kysely<Tables>;

interface Connections {
  readonly reader: Database;
  readonly writer: Database;
}

interface LogRow {
  readonly key: number;
  readonly change: number;
}

const LOGS = [
  { table: "paper", key: "id" },
  { table: "removed_paper", key: "paper_id" },
  { table: "paper_guess", key: "paper_id" },
] as const;

export class TrendingTable implements TrendingStore {
  readonly #db: Database;
  readonly #writer: Database;

  constructor({ reader, writer }: Connections) {
    this.#db = reader;
    this.#writer = writer;
  }

  async changesSince(position: number, limit: number): Promise<TrendingChanges> {
    // Read first: what lands between the readings is read the next time.
    const { value: upTo } = await this.#db
      .selectFrom("counter")
      .select("value")
      .where("name", "=", "change")
      .executeTakeFirstOrThrow();
    if (upTo === position) return { changes: [], position, hasMore: false };
    const log = await this.#log(position, upTo, limit);
    const hasMore = log.length === limit;
    const changes = await readTrendingFacts(this.#db, [...new Set(log.map(({ key }) => key as PaperKey))]);
    return { changes, position: hasMore ? (log.at(-1)?.change ?? upTo) : upTo, hasMore };
  }

  async facts(keys: KeyRange): Promise<readonly TrendingChange[]> {
    return await readFactsInRange(this.#db, keys);
  }

  /** The three logs as one, by change. */
  async #log(after: number, upTo: number, limit: number): Promise<readonly LogRow[]> {
    const parts = await Promise.all(
      LOGS.map(async ({ table, key }) => {
        const query = sql<LogRow>`select ${sql.ref(key)} as key, change from ${sql.table(table)}
          where change > ${after} and change <= ${upTo} order by change limit ${limit}`;
        return (await query.execute(this.#db)).rows;
      }),
    );
    return parts
      .flat()
      .sort((a, b) => a.change - b.change)
      .slice(0, limit);
  }

  async guesses(keys: readonly PaperKey[]): Promise<ReadonlyMap<PaperKey, StoredGuess>> {
    if (keys.length === 0) return new Map();
    const rows = await this.#db.selectFrom("paper_guess").selectAll().where("paper_id", "in", keys).execute();
    return new Map(
      rows.map(({ paper_id, votes, reasons }) => [
        paper_id as PaperKey,
        { votes, reasons: JSON.parse(reasons) as StoredGuess["reasons"] },
      ]),
    );
  }

  async guessesDue(prior: string, since: Day, { after, upTo }: KeyRange): Promise<readonly GuessDue[]> {
    const rows = await this.#db
      .selectFrom("paper")
      .leftJoin("paper_guess", "paper_guess.paper_id", "paper.id")
      .selectAll("paper")
      .where("paper.id", ">", after)
      .where("paper.id", "<=", upTo)
      .where((expression) =>
        expression.exists(
          expression
            .selectFrom("appearance")
            .select("day")
            .whereRef("appearance.paper_id", "=", "paper.id")
            .where("day", ">=", since)
            .where("kind", "!=", "replace"),
        ),
      )
      .where((expression) =>
        expression.or([
          expression("paper_guess.paper_id", "is", null),
          expression("paper_guess.prior", "!=", prior),
          expression("paper_guess.paper_change", "<", expression.ref("paper.change")),
        ]),
      )
      .execute();
    return rows.map((row) => ({ ...toStoredPaper(row), paperChange: row.change }));
  }

  async greatestKey(): Promise<number> {
    const row = await this.#db.selectFrom("paper").select("id").orderBy("id", "desc").limit(1).executeTakeFirst();
    return row?.id ?? 0;
  }

  async saveGuesses(prior: string, guesses: readonly GuessWrite[]): Promise<void> {
    if (guesses.length === 0) return;
    await this.#writer.transaction().execute(async (transaction) => {
      const present = await presentKeys(transaction, guesses);
      const first = await advance(transaction, "change", guesses.length);
      const rows = guesses
        .map(({ key, paperChange, votes, reasons }, index) => ({
          paper_id: key,
          prior,
          paper_change: paperChange,
          change: first + index,
          votes,
          reasons: JSON.stringify(reasons),
        }))
        .filter(({ paper_id }) => present.has(paper_id));
      for (const part of chunks(rows, 6)) {
        await transaction.replaceInto("paper_guess").values(part).execute();
      }
    });
  }

  async pastPapers(until: Day, after: number, limit: number): Promise<readonly PastPaper[]> {
    const rows = await this.#db
      .selectFrom("paper")
      .innerJoin("appearance", "appearance.paper_id", "paper.id")
      .selectAll("paper")
      .select(sql<string>`min(appearance.day)`.as("first_day"))
      .where("appearance.kind", "=", "featured")
      .where("paper.id", ">", after)
      .groupBy("paper.id")
      .having(sql<boolean>`min(appearance.day) <= ${until}`)
      .orderBy("paper.id")
      .limit(limit)
      .execute();
    return rows.map((row) => ({ ...toStoredPaper(row), day: row.first_day as Day }));
  }

  async lastPrior(): Promise<string | undefined> {
    const row = await this.#db.selectFrom("prior").select("body").orderBy("id", "desc").limit(1).executeTakeFirst();
    return row?.body;
  }

  async savePrior(name: string, body: string, now: number): Promise<void> {
    await this.#writer.transaction().execute(async (transaction) => {
      await transaction.deleteFrom("prior").execute();
      await transaction.insertInto("prior").values({ name, body, trained_at: now }).execute();
    });
  }
}

/** A paper may have gone while it was guessed about. */
async function presentKeys(db: Database, guesses: readonly GuessWrite[]): Promise<ReadonlySet<number>> {
  const rows = await db
    .selectFrom("paper")
    .select("id")
    .where(
      "id",
      "in",
      guesses.map(({ key }) => key),
    )
    .execute();
  return new Set(rows.map(({ id }) => id));
}
