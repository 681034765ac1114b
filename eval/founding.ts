import { createReadStream } from "node:fs";
import { basename, join } from "node:path";
import type { SearchMode } from "../src/domain/query.ts";
import { importListing } from "../src/ingest/import-listing.ts";
import { UserError } from "../src/lib/errors.ts";
import { systemClock } from "../src/lib/clock.ts";
import { openStore } from "../src/store/open.ts";
import type { PaperKey, Store } from "../src/store/store.ts";
import { ask } from "./ask.ts";
import { createFolder, type Library, openLibrary } from "./library.ts";
import { measureModes } from "./measure-modes.ts";
import type { QueryFigures } from "./metrics/figures.ts";
import { seededRandom } from "./random.ts";
import { type Report, reportModes } from "./report.ts";
import { say } from "./say.ts";
import { readRecords } from "./sets/read-records.ts";
import { withTypingError } from "./typing-error.ts";

interface SoughtPaper {
  readonly key: PaperKey;
  readonly title: string;
  readonly misspeltTitle: string;
  readonly firstSentence: string;
}

/**
 * Papers are imported as an operator would, after those of `beside`, and each is looked for: the share that is first for its
 * own title; that is among the first ten for the first sentence of its abstract, and for its title with a typing error.
 */
export async function evaluateFounding(corpus: string, beside?: string): Promise<Report> {
  await using folder = await createFolder();
  const sought = await importBoth(folder.path, corpus, beside);
  await using library = await openLibrary(folder.path);
  const measured = await measureModes(sought, async (paper, mode) => await lookFor(library, paper, mode));
  return reportModes(basename(corpus), measured);
}

const DEPTH = 10;

async function lookFor(library: Library, paper: SoughtPaper, mode: SearchMode): Promise<QueryFigures> {
  const placeFor = async (question: string): Promise<number> => {
    const found = await ask(library, question, { mode, limit: DEPTH });
    return found.findIndex(({ key }) => key === paper.key);
  };
  const share = (isFound: boolean): number => (isFound ? 1 : 0);
  return {
    "title@1": share((await placeFor(paper.title)) === 0),
    "first-sentence@10": share((await placeFor(paper.firstSentence)) >= 0),
    "misspelt-title@10": share((await placeFor(paper.misspeltTitle)) >= 0),
  };
}

async function importBoth(folder: string, corpus: string, beside?: string): Promise<readonly SoughtPaper[]> {
  await using store = await openStore(join(folder, "broadsheet.db"));
  if (beside !== undefined) await importFile(store, beside);
  const keys = await listedPapers(store, await importFile(store, corpus));
  const random = seededRandom(1);
  const sought: SoughtPaper[] = [];
  let position = 0;
  for await (const record of readRecords(corpus)) {
    const key = keys.get(position);
    position += 1;
    const title = record.text("title");
    if (key === undefined) throw new UserError("invalid", `The import of ${corpus} has left out "${title}".`);
    const misspeltTitle = withTypingError(title, random) ?? title;
    sought.push({ key, title, misspeltTitle, firstSentence: firstSentence(record.text("abstract")) });
  }
  return sought;
}

/** Gives the number of the listing that the file has become. */
async function importFile(store: Store, file: string): Promise<number> {
  const { listingId, found } = await importListing({ store, clock: systemClock }, createReadStream(file), {
    name: basename(file),
    portion: 1_000,
    onProgress: ({ found: count }) => count % 20_000 === 0 && say(`${count} papers of ${basename(file)} imported`),
  });
  if (listingId === undefined) throw new UserError("invalid", `${file} names no papers.`);
  say(`${basename(file)} is imported: ${found} papers`);
  return listingId;
}

/** The papers of a listing by their positions, from 0. */
async function listedPapers(store: Store, listing: number): Promise<ReadonlyMap<number, PaperKey>> {
  const papers = await store.listings.papers(listing, Number.MAX_SAFE_INTEGER);
  return new Map(papers.map(({ position, key }) => [position, key]));
}

const SENTENCES = new Intl.Segmenter("en", { granularity: "sentence" });

function firstSentence(text: string): string {
  const [first] = SENTENCES.segment(text);
  return first?.segment.trim() ?? "";
}
