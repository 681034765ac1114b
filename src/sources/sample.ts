import { readFile } from "node:fs/promises";
import { parseIdentifier } from "../domain/identifier.ts";
import type { PaperFacts } from "../domain/paper.ts";
import type { Appearance, Sighting } from "../domain/sighting.ts";
import { titleKey } from "../domain/title-key.ts";
import { parseDay } from "../lib/day.ts";

const EDITION = new URL("./sample/edition/papers.jsonl", import.meta.url);

/** A line of the sample edition: real papers, with summaries of our own in place of the authors' abstracts. */
interface SampleRecord {
  readonly title: string;
  readonly summary: string;
  readonly id?: string;
  readonly authors?: readonly string[];
  readonly authorCount?: number;
  readonly publishedAt?: string;
  readonly year?: number;
  readonly venue?: string;
  readonly categories?: readonly string[];
  readonly organization?: string;
  readonly dailyDate?: string;
  readonly upvotes?: number;
  readonly comments?: number;
  readonly codeUrl?: string;
  readonly projectUrl?: string;
  readonly githubStars?: number;
}

/** Reads the edition that ships with Broadsheet and fills an empty store. */
export async function readSampleEdition(): Promise<readonly Sighting[]> {
  const lines = (await readFile(EDITION, "utf8")).trimEnd().split("\n");
  return lines.map((line) => toSighting(JSON.parse(line) as SampleRecord, line));
}

function toSighting(record: SampleRecord, line: string): Sighting {
  return {
    source: "sample",
    sourceKey: record.id ?? titleKey(record.title),
    facts: toFacts(record),
    appearances: appearancesOf(record),
    record: { format: "sample", text: line },
  };
}

function toFacts(record: SampleRecord): PaperFacts {
  const identifier = record.id === undefined ? undefined : parseIdentifier(record.id);
  return {
    identifiers: identifier ? [identifier] : [],
    title: record.title,
    summary: record.summary,
    authors: record.authors?.map((name) => ({ name })),
    authorCount: record.authorCount,
    published: record.publishedAt ?? (record.year === undefined ? undefined : String(record.year)),
    categories: record.categories,
    venue: record.venue,
    organization: record.organization,
    links: { code: record.codeUrl, project: record.projectUrl },
    counts:
      record.upvotes === undefined && record.githubStars === undefined
        ? undefined
        : { votes: record.upvotes, comments: record.comments, stars: record.githubStars },
  };
}

function appearancesOf({ dailyDate }: SampleRecord): readonly Appearance[] {
  const day = dailyDate === undefined ? undefined : parseDay(dailyDate);
  return day ? [{ day, kind: "featured" }] : [];
}
