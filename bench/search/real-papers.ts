import { createReadStream, existsSync } from "node:fs";
import { createGunzip } from "node:zlib";
import { UserError } from "../../src/lib/errors.ts";
import { textHash } from "../../src/lib/text-hash.ts";
import type { Paper } from "./paper.ts";

interface PaperLine {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors?: string | readonly string[];
  readonly date?: string;
  readonly year?: number;
  readonly venue?: string;
  readonly categories?: readonly string[];
}

const MS_PER_DAY = 86_400_000;

/** Papers of a file of JSON lines, held as bytes and read one at a time: a quarter of a million are 400 MB. */
export class RealPapers {
  readonly #lines: Buffer;
  /** Where each line begins, and the end of the last. */
  readonly #starts: readonly number[];

  constructor(lines: Buffer) {
    this.#lines = lines;
    this.#starts = lineStarts(lines);
  }

  /** Throws `UserError` when the file is not there. */
  static async read(file: string): Promise<RealPapers> {
    if (!existsSync(file))
      throw new UserError("missing", `There are no papers in ${file}. Name a file of them: --corpus papers.jsonl.gz`);
    const chunks: Buffer[] = [];
    for await (const chunk of createReadStream(file).pipe(createGunzip())) chunks.push(chunk as Buffer);
    return new RealPapers(Buffer.concat(chunks));
  }

  get count(): number {
    return this.#starts.length - 1;
  }

  /** The paper at a place from 0, under the given key. */
  at(index: number, key: number): Paper {
    const line = this.#lines.toString("utf8", this.#starts[index], this.#starts[index + 1]);
    const paper = JSON.parse(line) as PaperLine;
    return {
      key,
      title: oneLine(paper.title),
      authors: oneLine([paper.authors ?? []].flat().join(", ")),
      abstract: oneLine(paper.abstract),
      categories: categoriesOf(paper),
      day: dayOf(paper),
    };
  }
}

function lineStarts(lines: Buffer): number[] {
  const starts = [0];
  for (let end = lines.indexOf(10); end >= 0; end = lines.indexOf(10, end + 1)) starts.push(end + 1);
  if (starts.at(-1) !== lines.length) starts.push(lines.length);
  return starts;
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

/** Two papers of three have no arXiv category: their venue, without its year, stands for it. */
function categoriesOf({ categories = [], venue = "" }: PaperLine): readonly string[] {
  if (categories.length > 0) return categories;
  return [
    venue
      .toLowerCase()
      .replace(/\s*\d{4}/, "")
      .replace(/\s+/g, "-") || "unknown",
  ];
}

/** Where only the year is known, a day of it that is always the same for this paper. */
function dayOf({ id, date, year = 2020 }: PaperLine): number {
  const day = date === undefined ? Date.UTC(year) / MS_PER_DAY + (textHash(id) % 365) : Date.parse(date) / MS_PER_DAY;
  return Math.max(0, Math.floor(day));
}
