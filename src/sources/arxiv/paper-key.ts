import { parseArxivId, parseDoi, repairsOfArxivId, sameIdentifier, type Identifier } from "../../domain/identifier.ts";
import { cleanLine } from "../../lib/text.ts";

/** How a record names its paper. */
export interface PaperKey {
  readonly sourceKey: string;
  readonly identifiers: readonly Identifier[];
  readonly version?: number | undefined;
  readonly damagedArxivId?: string | undefined;
}

/**
 * Reads the arXiv id from the first of the places that has a whole one; failing that, a damaged one. `doi` is the
 * journal's, and may hold several, separated by spaces.
 */
export function readPaperKey(places: readonly (string | undefined)[], doi = ""): PaperKey | undefined {
  const spellings = places.filter((place) => place !== undefined).map((place) => place.trim());
  const journal = readDois(doi);
  for (const spelling of spellings) {
    const arxiv = parseArxivId(spelling);
    if (arxiv)
      return {
        sourceKey: arxiv.id,
        version: readVersion(spellings),
        identifiers: distinct([{ scheme: "arxiv", value: arxiv.id }, ...journal]),
      };
  }
  const damaged = spellings
    .map((spelling) => spelling.replace(/v\d{1,3}$/, ""))
    .find((spelling) => repairsOfArxivId(spelling).length > 0);
  if (damaged === undefined) return undefined;
  const bare = damaged.replace(/^.*[:/]/, "");
  return { sourceKey: bare, damagedArxivId: bare, identifiers: distinct(journal) };
}

/** One place may have the whole id, and another the version. */
function readVersion(spellings: readonly string[]): number | undefined {
  const versions = spellings.map((spelling) => /\dv(\d{1,3})$/.exec(spelling)?.[1]);
  const version = versions.find((number) => number !== undefined);
  return version === undefined ? undefined : Number(version);
}

function readDois(text: string): Identifier[] {
  return cleanLine(text)
    .split(" ")
    .map(parseDoi)
    .filter((doi) => doi !== undefined);
}

/** The paper's own DOI at arXiv is its arXiv id again. */
function distinct(identifiers: readonly Identifier[]): Identifier[] {
  return identifiers.filter((one, index) => identifiers.findIndex((other) => sameIdentifier(one, other)) === index);
}
