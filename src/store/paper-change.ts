import type { Paper, PaperId } from "../domain/paper.ts";
import type { Day } from "../lib/day.ts";
import type { PaperChange, PaperKey } from "./store.ts";

interface ChangedRow {
  readonly id: number;
  readonly name: string;
  readonly change: number;
  readonly title: string;
  readonly abstract: string | null;
  readonly published: string | null;
  readonly categories: string;
  readonly detail: string;
  readonly first_day: string | null;
}

type Detail = Pick<Paper, "summary" | "authors" | "seenIn" | "links" | "venue" | "counts">;

export function toPaperChange(row: ChangedRow): PaperChange {
  const { summary, authors, seenIn, links, venue, counts } = JSON.parse(row.detail) as Detail;
  return {
    change: row.change,
    key: row.id as PaperKey,
    paper: {
      name: row.name as PaperId,
      title: row.title,
      authors: authors.map(({ name }) => name).join(", "),
      abstract: row.abstract ?? summary ?? "",
      categories: row.categories === "" ? [] : row.categories.split(" "),
      published: row.published ?? undefined,
      firstDay: (row.first_day ?? undefined) as Day | undefined,
      sources: [...new Set(seenIn.map(({ source }) => source))],
      hasCode: links.code !== undefined,
      venue,
      votes: counts.votes ?? 0,
    },
  };
}
