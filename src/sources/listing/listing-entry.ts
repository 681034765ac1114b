import { hash } from "node:crypto";
import type { PaperFacts } from "../../domain/paper.ts";
import type { Appearance, Sighting } from "../../domain/sighting.ts";
import type { Problem } from "../../lib/parsed.ts";
import type { ListingFormat } from "./listing-format.ts";

/** One paper of a listing, and the line its entry begins on, counted from 1. */
export interface ListingEntry {
  readonly line: number;
  readonly sighting: Sighting;
}

/** What an entry says, before it is told where it stood. */
export interface Reading {
  readonly facts: PaperFacts;
  readonly damagedArxivId?: string | undefined;
  readonly appearances: readonly Appearance[];
}

/** An entry's own text and where it begins. */
export interface Passage {
  readonly line: number;
  readonly text: string;
}

const KEY_LENGTH = 22;
const LONGEST_ENTRY = 1_000_000;

/**
 * Turns a reading into a sighting; an entry too long to be kept is a problem. The key comes from the entry's words alone, so
 * that one entry is one sighting wherever it stands.
 */
export function listingEntry(format: ListingFormat, { line, text }: Passage, reading: Reading): ListingEntry | Problem {
  if (text.length > LONGEST_ENTRY) return { line, message: `This entry is longer than ${LONGEST_ENTRY} characters.` };
  const isCompact = format === "json" || format === "jsonl";
  const words = isCompact ? text : text.replace(/\s+/g, " ").trim();
  const sourceKey = hash("sha256", words, "base64url").slice(0, KEY_LENGTH);
  const { facts, damagedArxivId, appearances } = reading;
  return {
    line,
    sighting: { source: "listing", sourceKey, facts, damagedArxivId, appearances, record: { format, text } },
  };
}
