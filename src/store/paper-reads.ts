import { sql, type Kysely } from "kysely";
import { parseIdentifier, type Identifier } from "../domain/identifier.ts";
import type { AppearanceKind } from "../domain/sighting.ts";
import type { SourceId } from "../domain/source-id.ts";
import type { Day } from "../lib/day.ts";
import { toPaperChange } from "./paper-change.ts";
import { authorKey, titleHash, toStoredPaper } from "./paper-row.ts";
import type { Tables } from "./schema.ts";
import type { CountPoint, PaperChange, PaperEvent, PaperKey, PaperReads, StoredPaper } from "./store.ts";

/** Author names that a paper's page looks for: the first few and the last say whose work it is. */
const AUTHORS_ASKED = 6;

export class PaperTable implements PaperReads {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(name: string): Promise<StoredPaper | undefined> {
    const row = await this.#db.selectFrom("paper").selectAll().where("name", "=", name).executeTakeFirst();
    if (row) return toStoredPaper(row);
    const identifier = parseIdentifier(name);
    const byIdentifier = identifier && (await this.findByIdentifier(identifier));
    return byIdentifier ?? (await this.#findByAlias("name", name));
  }

  async findByIdentifier({ scheme, value }: Identifier): Promise<StoredPaper | undefined> {
    return await this.#findByAlias(scheme, value);
  }

  async #findByAlias(scheme: string, value: string): Promise<StoredPaper | undefined> {
    const row = await this.#db
      .selectFrom("alias")
      .innerJoin("paper", "paper.id", "alias.paper_id")
      .selectAll("paper")
      .where("alias.scheme", "=", scheme)
      .where("alias.value", "=", value)
      .orderBy("alias.paper_id")
      .limit(1)
      .executeTakeFirst();
    return row && toStoredPaper(row);
  }

  async load(keys: readonly PaperKey[]): Promise<readonly StoredPaper[]> {
    if (keys.length === 0) return [];
    const rows = await this.#db.selectFrom("paper").selectAll().where("id", "in", keys).execute();
    const byKey = new Map(rows.map((row) => [row.id as PaperKey, row]));
    return keys.flatMap((key) => {
      const row = byKey.get(key);
      return row ? [toStoredPaper(row)] : [];
    });
  }

  async withTitleKey(titleKey: string): Promise<readonly PaperKey[]> {
    if (titleKey === "") return [];
    const rows = await this.#db
      .selectFrom("paper")
      .select("id")
      .where("title_hash", "=", titleHash(titleKey))
      .orderBy("id")
      .execute();
    return rows.map(({ id }) => id as PaperKey);
  }

  async byAuthors(names: readonly string[], limit: number, except: PaperKey): Promise<readonly StoredPaper[]> {
    const keys = [...names.slice(0, AUTHORS_ASKED - 1), ...names.slice(-1)].map(authorKey).filter((key) => key !== 0);
    if (keys.length === 0) return [];
    const rows = await this.#db
      .selectFrom("author")
      .select(["paper_id", sql<number>`count(*)`.as("shared")])
      .where("name_hash", "in", keys)
      .where("paper_id", "!=", except)
      .groupBy("paper_id")
      .orderBy("shared", "desc")
      .orderBy("paper_id", "desc")
      .limit(limit)
      .execute();
    return await this.load(rows.map(({ paper_id }) => paper_id as PaperKey));
  }

  async appearances(key: PaperKey): Promise<readonly { day: Day; kind: AppearanceKind; source: SourceId }[]> {
    const rows = await this.#db
      .selectFrom("appearance")
      .selectAll()
      .where("paper_id", "=", key)
      .orderBy("day")
      .execute();
    return rows.map(({ day, kind, source }) => ({
      day: day as Day,
      kind: kind as AppearanceKind,
      source: source as SourceId,
    }));
  }

  async events(key: PaperKey): Promise<readonly PaperEvent[]> {
    const rows = await this.#db
      .selectFrom("paper_event")
      .selectAll()
      .where("paper_id", "=", key)
      .orderBy("at")
      .orderBy("id")
      .execute();
    return rows.map(({ kind, at, detail }) => ({ kind: kind as PaperEvent["kind"], at, detail }));
  }

  async countHistory(key: PaperKey): Promise<readonly CountPoint[]> {
    const rows = await this.#db
      .selectFrom("count_history")
      .selectAll()
      .where("paper_id", "=", key)
      .orderBy("day")
      .execute();
    return rows.map(({ source, day, votes, comments, stars }) => ({
      source: source as SourceId,
      day: day as Day,
      ...(votes !== null && { votes }),
      ...(comments !== null && { comments }),
      ...(stars !== null && { stars }),
    }));
  }

  async count(): Promise<number> {
    const { count } = await this.#db
      .selectFrom("paper")
      .select(sql<number>`count(*)`.as("count"))
      .executeTakeFirstOrThrow();
    return count;
  }

  async changesSince(after: number, limit: number): Promise<readonly PaperChange[]> {
    // Both lists end at one number: else a removal that lands between the two readings would hide the changes before it.
    const upTo = await this.lastChange();
    const changed = await this.#indexed()
      .where("change", ">", after)
      .where("change", "<=", upTo)
      .orderBy("change")
      .limit(limit)
      .execute();
    const removed = await this.#db
      .selectFrom("removed_paper")
      .selectAll()
      .where("change", ">", after)
      .where("change", "<=", upTo)
      .orderBy("change")
      .limit(limit)
      .execute();
    const changes = [
      ...changed.map(toPaperChange),
      ...removed.map(({ paper_id, change }) => ({ change, key: paper_id as PaperKey })),
    ];
    return changes.sort((a, b) => a.change - b.change).slice(0, limit);
  }

  async lastChangesOf(keys: readonly PaperKey[]): Promise<readonly PaperChange[]> {
    if (keys.length === 0) return [];
    const rows = await this.#indexed().where("id", "in", keys).execute();
    return rows.map(toPaperChange);
  }

  #indexed() {
    return this.#db
      .selectFrom("paper")
      .select(["id", "name", "change", "title", "abstract", "published", "categories", "detail"])
      .select((expression) =>
        expression
          .selectFrom("appearance")
          .select(({ fn }) => fn.min("day").as("day"))
          .whereRef("appearance.paper_id", "=", "paper.id")
          .as("first_day"),
      );
  }

  async lastChange(): Promise<number> {
    const row = await this.#db.selectFrom("counter").select("value").where("name", "=", "change").executeTakeFirst();
    return row?.value ?? 0;
  }

  async origin(): Promise<string> {
    const migrations = this.#db.withTables<{ kysely_migration: { timestamp: string } }>();
    const first = await migrations
      .selectFrom("kysely_migration")
      .select("timestamp")
      .orderBy("timestamp")
      .executeTakeFirst();
    return first?.timestamp ?? "";
  }
}
