import type { Kysely, Selectable } from "kysely";
import type { Problem } from "../lib/parsed.ts";
import type { ListingRow, Tables } from "./schema.ts";
import type { Listing, ListingReads, PaperKey } from "./store.ts";

export class ListingTable implements ListingReads {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(id: number): Promise<Listing | undefined> {
    const row = await this.#db.selectFrom("listing").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toListing(row);
  }

  async newest(limit: number, before?: number): Promise<readonly Listing[]> {
    let query = this.#db.selectFrom("listing").selectAll().orderBy("id", "desc").limit(limit);
    if (before !== undefined) query = query.where("id", "<", before);
    return (await query.execute()).map(toListing);
  }

  async papers(id: number, limit: number, after = -1): Promise<readonly { position: number; key: PaperKey }[]> {
    const rows = await this.#db
      .selectFrom("listing_item")
      .select(["position", "paper_id"])
      .where("listing_id", "=", id)
      .where("position", ">", after)
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(({ position, paper_id }) => ({ position, key: paper_id as PaperKey }));
  }
}

function toListing(row: Selectable<ListingRow>): Listing {
  const { id, name, format, found, added, known } = row;
  return {
    id,
    name,
    format,
    createdAt: row.created_at,
    found,
    added,
    known,
    problems: JSON.parse(row.problems) as readonly Problem[],
  };
}
