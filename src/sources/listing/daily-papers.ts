import type { PaperFacts } from "../../domain/paper.ts";
import { abstractKey, titleKey } from "../../domain/title-key.ts";
import type { Problem } from "../../lib/parsed.ts";
import { type DailyBlock, dailyBlocks } from "./daily-blocks.ts";
import { trimmedLines } from "./lines.ts";
import { listingEntry } from "./listing-entry.ts";
import type { Outcome } from "./outcome.ts";
import { partialDate } from "./partial-date.ts";
import { titleFromAbstract } from "./provisional-title.ts";
import { tidyLine, tidyText } from "./tidy.ts";

/**
 * Reads text copied from Daily Papers pages, in either layout and several in a row. A paper that stands there twice is one
 * entry. The badge date is no appearance since it has no year, and the number behind a date is not known to count anything.
 */
export function* readDailyPapers(text: string): Iterable<Outcome> {
  const papers = new Map<string, { block: DailyBlock; facts: PaperFacts }>();
  const problems: Problem[] = [];
  for (const block of dailyBlocks(trimmedLines(text))) {
    if ("message" in block) {
      problems.push(block);
      continue;
    }
    const facts = factsOf(block);
    const key = `${titleKey(facts.title)} ${facts.abstract === undefined ? "" : (abstractKey(facts.abstract) ?? "")}`;
    const known = papers.get(key);
    papers.set(key, known ? { block: known.block, facts: { ...facts, ...said(known.facts) } } : { block, facts });
  }
  for (const { block, facts } of papers.values()) yield listingEntry("daily-papers", block, { facts, appearances: [] });
  yield* problems;
}

function factsOf({ title, abstract, authorCount, date }: DailyBlock): PaperFacts {
  const words = tidyText(abstract.join("\n\n"));
  const named =
    title === undefined ? { title: titleFromAbstract(words), isTitleProvisional: true } : { title: tidyLine(title) };
  return {
    identifiers: [],
    ...named,
    abstract: words === "" ? undefined : words,
    authorCount,
    published: partialDate(date),
  };
}

/** The facts that are known. */
function said(facts: PaperFacts): PaperFacts {
  const known = Object.entries(facts).filter(([, value]) => value !== undefined);
  return { ...facts, ...Object.fromEntries(known) };
}
