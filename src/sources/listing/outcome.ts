import type { Parsed, Problem } from "../../lib/parsed.ts";
import type { ListingEntry } from "./listing-entry.ts";
import { pauses } from "./pauses.ts";

/** What a passage of a listing turned out to be. */
export type Outcome = ListingEntry | Problem;

/** Problems told of one listing; a file of noise has millions. */
export const MOST_PROBLEMS = 1000;

/**
 * Collects what was read, with pauses in which a server goes on serving. An entry that stands twice is kept once, but
 * `onEntry` hears of both; a flood of problems is cut and the rest counted. Throws only what `onEntry` throws.
 */
export async function gather(
  outcomes: Iterable<Outcome> | AsyncIterable<Outcome>,
  onEntry: () => void = () => {},
): Promise<Parsed<readonly ListingEntry[]>> {
  const entries = new Map<string, ListingEntry>();
  const problems: Problem[] = [];
  let untold = 0;
  const pause = pauses();
  for await (const outcome of outcomes) {
    if (!("sighting" in outcome)) {
      if (problems.length < MOST_PROBLEMS) problems.push(outcome);
      else untold += 1;
    } else {
      onEntry();
      if (!entries.has(outcome.sighting.sourceKey)) entries.set(outcome.sighting.sourceKey, outcome);
    }
    await pause();
  }
  if (untold > 0) problems.push({ message: `${untold} more lines could not be read.` });
  return { value: [...entries.values()], problems };
}

/** The beginning of a text, for a message. */
export function excerpt(text: string): string {
  const line = text.slice(0, 200).replace(/\s+/g, " ").trim();
  return line.length > 60 ? `${line.slice(0, 60).trimEnd()}…` : line;
}
