import { Option } from "commander";
import { parseIdentifier } from "../../../domain/identifier.ts";
import { counted } from "../../../lib/words.ts";
import { FACETS, type Facet } from "../../../search/sentence-roles.ts";
import { similarPapers, type SimilarPaper } from "../../../search/similar-papers.ts";
import type { PaperKey } from "../../../store/store.ts";
import { EXIT } from "../exit-codes.ts";
import { paperLineToJson, printPaperLines } from "../paper-lines.ts";
import type { Printer } from "../printer.ts";
import { wholeNumber } from "../read-option.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { waitForIndex } from "../wait-for-index.ts";

interface SimilarOptions {
  readonly facet?: Facet;
  readonly limit: number;
  readonly json?: true;
}

const HELP = `
A text may be anything that says what a paper is about: an abstract does best. Standard input is read for -.

Examples:
  broadsheet similar 2501.01234
  broadsheet similar 2501.01234 --facet method
  broadsheet similar - < abstract.txt --json`;

const MOST_RESULTS = 50;

export const addSimilarCommand: AddCommand = (program, act) => {
  program
    .command("similar")
    .summary("find papers like a paper, or like a text")
    .description("Finds papers like one that is here, or like any text.")
    .argument("<paper...>", "any name of a paper, or a text, or - for standard input")
    .addOption(new Option("--facet <facet>", "count only what shares this").choices(FACETS))
    .option("--limit <number>", "how many papers to show", wholeNumber(1, MOST_RESULTS), 10)
    .option("--json", "answer as JSON")
    .addHelpText("after", HELP)
    .action(act(similar));
};

async function similar(session: Session, words: readonly string[], options: SimilarOptions): Promise<number> {
  const { facet, limit, json } = options;
  const { printer } = session;
  const given = words.length === 1 && words[0] === "-" ? await readInput(session) : words.join(" ");
  const found = await session.withApp(async (app) => {
    const like = await findPaper(app, given);
    if (like === undefined) return undefined;
    const index = app.index();
    await waitForIndex(session, index);
    return await similarPapers({ ...app, index }, like, { facet, limit });
  });
  if (found === undefined) {
    printer.failure(`There is no paper called ${given} here. Paste its title and abstract instead.`);
    return EXIT.nothing;
  }
  if (json) printer.json({ results: found.map(toJson) });
  else printFound(printer, found);
  return found.length === 0 ? EXIT.nothing : EXIT.ok;
}

/** A paper of that name, or the text itself; undefined for an identifier that no paper here has. */
async function findPaper({ store }: CliApp, given: string): Promise<PaperKey | string | undefined> {
  const stored = /\s/.test(given) ? undefined : await store.papers.find(given);
  if (stored) return stored.key;
  return parseIdentifier(given) ? undefined : given;
}

async function readInput({ setup }: Session): Promise<string> {
  let text = "";
  setup.streams.in.setEncoding("utf8");
  for await (const chunk of setup.streams.in) text += String(chunk);
  return text.trim();
}

const toJson = ({ stored, score, words }: SimilarPaper): object => ({ ...paperLineToJson(stored.paper), score, words });

function printFound(printer: Printer, found: readonly SimilarPaper[]): void {
  if (found.length === 0) return printer.note("No paper here is like it. A longer text tells more.");
  for (const [at, { stored, score, words }] of found.entries())
    printPaperLines(printer, at + 1, stored.paper, [`${score.toFixed(2)} · ${words.join(", ")}`]);
  printer.line(printer.style("dim", counted(found.length, "paper")));
}
