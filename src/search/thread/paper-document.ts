import { NO_DATE, type IndexDocument } from "../../engine/schema.ts";
import { indexTokens } from "../../lib/analysis.ts";
import { daysBetween, parseDay, type Day } from "../../lib/day.ts";
import type { PaperChange } from "../../store/store.ts";
import { sourceFacet } from "../facet-values.ts";

type IndexedPaper = NonNullable<PaperChange["paper"]>;

const EPOCH = "1970-01-01" as Day;

export const toDayNumber = (day: Day): number => daysBetween(EPOCH, day);

/** A paper's vector, and the name of the space it is of; papers that the model knows no word of have none there. */
export interface Placing {
  readonly space: string;
  readonly vector: Float32Array | undefined;
}

/** The space of papers that no model has read yet. */
export const UNPLACED: Placing = { space: "none", vector: undefined };

/** What the index holds of a paper. */
export function toDocument(key: number, paper: IndexedPaper, { space, vector }: Placing): IndexDocument {
  const { title, authors, abstract, categories, sources, hasCode, venue } = paper;
  const day = dayOf(paper);
  return {
    key,
    text: { title, authors, abstract },
    keywords: {
      category: categories,
      // A category is found by its archive too: cs.CL by cs.
      cat: [...new Set([...categories, ...categories.map(archiveOf)])],
      source: [...new Set(sources.map(sourceFacet))],
      year: day === undefined ? [] : [day.slice(0, 4)],
      has: hasCode ? ["code"] : [],
      venue: venue === undefined ? [] : [...new Set(indexTokens(venue))],
      space: [space],
    },
    date: dayNumber(paper) ?? NO_DATE,
    vector,
  };
}

/** What a paper is embedded by. */
export const embeddedText = ({ title, abstract }: Pick<IndexedPaper, "title" | "abstract">): string =>
  `${title}\n${abstract}`;

/** When it was published, in days since 1970-01-01. */
export function dayNumber(paper: IndexedPaper): number | undefined {
  const day = dayOf(paper);
  return day === undefined ? undefined : Math.max(0, toDayNumber(day));
}

/** The first day of a month or year where no more is known; where nothing is, the day it first appeared. */
function dayOf({ published, firstDay }: IndexedPaper): Day | undefined {
  const [year, month = "01", day = "01"] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(published ?? "")?.slice(1) ?? [];
  return (year === undefined ? undefined : parseDay(`${year}-${month}-${day}`)) ?? firstDay;
}

const archiveOf = (category: string): string => category.split(".", 1)[0] ?? category;
