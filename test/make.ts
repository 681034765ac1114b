import { parseIdentifier, type Identifier } from "../src/domain/identifier.ts";
import type { PaperFacts } from "../src/domain/paper.ts";
import type { Sighting } from "../src/domain/sighting.ts";
import type { SourceId } from "../src/domain/source-id.ts";
import { titleKey } from "../src/domain/title-key.ts";
import { parseDay, type Day } from "../src/lib/day.ts";

export function aDay(text: string): Day {
  const day = parseDay(text);
  if (!day) throw new RangeError(`${text} is no day`);
  return day;
}

export function anIdentifier(text: string): Identifier {
  const identifier = parseIdentifier(text);
  if (!identifier) throw new RangeError(`${text} is no identifier`);
  return identifier;
}

interface SightingWish extends Partial<Omit<PaperFacts, "identifiers" | "authors">> {
  readonly source?: SourceId;
  readonly sourceKey?: string;
  readonly ids?: readonly string[];
  readonly authors?: readonly string[];
  readonly damagedArxivId?: string;
  readonly days?: readonly string[];
  readonly kind?: "new" | "cross" | "replace" | "featured";
}

/** A sighting with what a test cares about; the rest is plausible. */
export function aSighting({
  source = "listing",
  sourceKey,
  ids = [],
  authors,
  damagedArxivId,
  days = [],
  kind = "new",
  ...facts
}: SightingWish): Sighting {
  const title = facts.title ?? "A study of sparse attention in small language models";
  return {
    source,
    sourceKey: sourceKey ?? [...ids, titleKey(title), facts.abstract ?? ""].join(" "),
    facts: {
      title,
      identifiers: ids.map(anIdentifier),
      ...(authors && { authors: authors.map((name) => ({ name })) }),
      ...facts,
    },
    ...(damagedArxivId !== undefined && { damagedArxivId }),
    appearances: days.map((day) => ({ day: aDay(day), kind })),
    record: { format: "test", text: `record of ${title}` },
  };
}

/** Twenty-odd words that no other number gives: an abstract long enough to tell papers apart. */
export function anAbstract(number: number): string {
  const words = Array.from({ length: 30 }, (_, index) => `word${number}x${(number * 31 + index * 17) % 97}`);
  return `We study ${words.join(" ")}.`;
}
