import { daysBetween, parseDay, type Day } from "../../lib/day.ts";
import { openIndex, type Index } from "../../engine/engine.ts";
import { NO_DATE, type IndexDocument, type Schema } from "../../engine/schema.ts";
import type { PaperChange, PaperReads } from "../../store/store.ts";

/** A title says in ten words what its abstract says in two hundred. */
const PAPER_SCHEMA: Schema = {
  text: [
    { name: "title", weight: 2.5, lengthPenalty: 0.75 },
    { name: "authors", weight: 1.5, lengthPenalty: 0.75 },
    { name: "abstract", weight: 1, lengthPenalty: 0.75 },
  ],
  keywords: ["category", "source", "year", "has"],
};

/** Raised whenever the same paper shall make another document than before: indexes are built anew then. */
const REVISION = 1;

/** Opens the index of the papers of a database. */
export async function openPapersIndex({
  folder,
  papers,
}: {
  folder: string;
  papers: Pick<PaperReads, "origin">;
}): Promise<Index> {
  const madeFrom = `papers ${REVISION} ${await papers.origin()}`;
  return openIndex({ folder, schema: PAPER_SCHEMA, madeFrom });
}

const EPOCH = "1970-01-01" as Day;

/** Takes changes of papers in, to be found at once. */
export function applyChanges(index: Index, changes: readonly PaperChange[]): void {
  index.remove(changes.flatMap(({ key, paper }) => (paper ? [] : [key])));
  index.put(changes.flatMap(({ key, paper }) => (paper ? [toDocument(key, paper)] : [])));
}

function toDocument(key: number, paper: NonNullable<PaperChange["paper"]>): IndexDocument {
  const { title, authors, abstract, categories, sources, hasCode } = paper;
  const day = dayOf(paper);
  return {
    key,
    text: { title, authors, abstract },
    keywords: {
      category: categories,
      source: sources,
      year: day === undefined ? [] : [day.slice(0, 4)],
      has: hasCode ? ["code"] : [],
    },
    date: day === undefined ? NO_DATE : Math.max(0, daysBetween(EPOCH, day)),
  };
}

/** When it was published: the first day of a month or year where no more is known; else the day it first appeared. */
function dayOf({ published, firstDay }: NonNullable<PaperChange["paper"]>): Day | undefined {
  const [year, month = "01", day = "01"] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(published ?? "")?.slice(1) ?? [];
  return (year === undefined ? undefined : parseDay(`${year}-${month}-${day}`)) ?? firstDay;
}
