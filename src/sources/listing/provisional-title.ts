import { formatIdentifier, type Identifier, strongestIdentifier } from "../../domain/identifier.ts";
import type { PaperFacts } from "../../domain/paper.ts";

const MOST_WORDS = 14;
const FEWEST_WORDS = 4;

/** A title for the time being, from the first clause of an abstract. */
export function titleFromAbstract(abstract: string): string {
  const words = abstract.slice(0, 400).split(/\s+/, MOST_WORDS + 1);
  const end = words.findIndex((word, index) => index + 1 >= FEWEST_WORDS && /[.,:;?!—]$/.test(word));
  const clause = words.slice(0, end < 0 ? MOST_WORDS : end + 1).join(" ");
  const isCut = end < 0 && words.length > MOST_WORDS;
  return isCut ? `${clause} …` : clause.replace(/[.,:;—]$/, "");
}

/** What an entry that gives nothing but identifiers says: the strongest one stands as its title until a real one is known. */
export function factsOfIdentifiers(identifiers: readonly [Identifier, ...Identifier[]]): PaperFacts {
  const strongest = strongestIdentifier(identifiers) ?? identifiers[0];
  return { identifiers, title: formatIdentifier(strongest), isTitleProvisional: true };
}
