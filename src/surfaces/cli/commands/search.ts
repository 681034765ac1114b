import type { Paper } from "../../../domain/paper.ts";
import { search as findPapers, type PaperIndex, type SearchPage, type SearchResult } from "../../../search/search.ts";
import { EXIT } from "../exit-codes.ts";
import { unlessInterrupted } from "../interruption.ts";
import type { Printer } from "../printer.ts";
import { wholeNumber } from "../read-option.ts";
import type { AddCommand, Session } from "../session.ts";
import { wrapText } from "../text-width.ts";
import { counted, formatNumber, formatPartialDate } from "../../../lib/words.ts";
import { foldAuthors } from "../words.ts";

interface SearchOptions {
  readonly limit: number;
  readonly json?: true;
}

const HELP = `
A paper's identifier or its exact title finds that paper first.

Examples:
  broadsheet search graph neural networks
  broadsheet search --limit 50 --json "retrieval augmented generation"`;

const MOST_RESULTS = 1_000;
const LOOK_EVERY_MS = 100;

export const addSearchCommand: AddCommand = (program, act) => {
  program
    .command("search")
    .summary("find papers by words, identifier or title")
    .description("Finds papers by words, by identifier or by title.")
    .argument("<query...>", "what to look for")
    .option("--limit <number>", "how many papers to show", wholeNumber(1, MOST_RESULTS), 10)
    .option("--json", "answer as JSON")
    .addHelpText("after", HELP)
    .action(act(search));
};

async function search(session: Session, words: readonly string[], { limit, json }: SearchOptions): Promise<number> {
  const page = await session.withApp(async (app) => {
    const index = app.index();
    await waitForIndex(session, index);
    return await findPapers({ store: app.store, index }, words.join(" "), { offset: 0, limit });
  });
  if (json) session.printer.json({ total: page.total, results: page.results.map(toJson) });
  else printPage(session.printer, page);
  return page.results.length === 0 ? EXIT.nothing : EXIT.ok;
}

/** Papers that came in a moment ago are found too. Shows how far the index is meanwhile. */
async function waitForIndex(session: Session, index: PaperIndex): Promise<void> {
  using progress = session.progress("Reading papers into the index");
  const look = setInterval(() => {
    const { indexed, total } = index.progress();
    progress.show({ done: indexed, total, text: `${formatNumber(indexed)} of ${counted(total, "paper")}` });
  }, LOOK_EVERY_MS);
  try {
    await unlessInterrupted(session.signal, index.caughtUp());
  } finally {
    clearInterval(look);
  }
}

function toJson({ stored: { paper }, score }: SearchResult): object {
  const { id, title, authors, published } = paper;
  return { id, title, authors: authors.map(({ name }) => name), publishedAt: published ?? null, score };
}

function printPage(printer: Printer, { question, total, results, progress }: SearchPage): void {
  if (results.length === 0) {
    const isEmpty = progress.total === 0;
    printer.note(
      isEmpty
        ? "There are no papers here yet. `broadsheet ingest` fetches some."
        : `No paper was found for “${question}”.`,
    );
    return;
  }
  for (const [index, { stored }] of results.entries()) printResult(printer, index + 1, stored.paper);
  const shown =
    results.length < total ? `${formatNumber(results.length)} of ${counted(total, "paper")}` : counted(total, "paper");
  printer.line(printer.style("dim", shown));
}

function printResult(printer: Printer, number: number, { id, title, authors, authorCount, published }: Paper): void {
  const mark = `${number}. `.padStart(5);
  const indent = " ".repeat(mark.length);
  const [first = "", ...more] = wrapText(title, printer.width - mark.length);
  printer.line(mark + printer.style("bold", first));
  printer.lines(more.map((line) => indent + printer.style("bold", line)));
  const facts = [foldAuthors(authors, authorCount), published === undefined ? "" : formatPartialDate(published), id];
  printer.paragraph(facts.filter((fact) => fact !== "").join(" · "), indent);
  printer.line();
}
