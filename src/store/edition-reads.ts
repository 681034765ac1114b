import { sql, type Kysely } from "kysely";
import type { PaperId } from "../domain/paper.ts";
import type { Day } from "../lib/day.ts";
import type { Tables } from "./schema.ts";
import type { EditionEntry, EditionReads, PaperKey } from "./store.ts";

export class EditionTable implements EditionReads {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async entries(first: Day, last: Day): Promise<readonly EditionEntry[]> {
    const rows = await this.#db
      .selectFrom("appearance")
      .innerJoin("paper", "paper.id", "appearance.paper_id")
      .leftJoin("paper_guess", "paper_guess.paper_id", "paper.id")
      .select(["paper.id", "paper.name", "paper.votes", "paper.published", "paper.categories"])
      .select("paper_guess.votes as guess")
      .select(sql<string>`max(appearance.day)`.as("day"))
      .where("appearance.day", ">=", first)
      .where("appearance.day", "<=", last)
      .where("appearance.kind", "!=", "replace")
      .groupBy("paper.id")
      .execute();
    return rows.map((row) => ({
      key: row.id as PaperKey,
      name: row.name as PaperId,
      day: row.day as Day,
      votes: row.votes,
      published: row.published ?? undefined,
      categories: row.categories === "" ? [] : row.categories.split(" "),
      guess: row.guess ?? undefined,
    }));
  }

  async countByDay(first: Day, last: Day): Promise<ReadonlyMap<Day, number>> {
    const rows = await this.#db
      .selectFrom("appearance")
      .select(["day", sql<number>`count(distinct paper_id)`.as("count")])
      .where("day", ">=", first)
      .where("day", "<=", last)
      .where("kind", "!=", "replace")
      .groupBy("day")
      .execute();
    return new Map(rows.map(({ day, count }) => [day as Day, count]));
  }

  async dayBefore(day: Day): Promise<Day | undefined> {
    return await this.#oneDay((query) => query.where("day", "<", day).orderBy("day", "desc"));
  }

  async dayAfter(day: Day): Promise<Day | undefined> {
    return await this.#oneDay((query) => query.where("day", ">", day).orderBy("day", "asc"));
  }

  async #oneDay(narrow: (query: DayQuery) => DayQuery): Promise<Day | undefined> {
    const row = await narrow(newsDays(this.#db)).limit(1).executeTakeFirst();
    return row?.day as Day | undefined;
  }
}

type DayQuery = ReturnType<typeof newsDays>;

function newsDays(db: Kysely<Tables>) {
  return db.selectFrom("appearance").select("day").where("kind", "!=", "replace");
}
