import { Option } from "commander";
import { SEARCH_MODES, SEARCH_SORTS, type SearchMode, type SearchSort } from "../../../domain/query.ts";
import { search as findPapers } from "../../../search/search.ts";
import { EXIT } from "../exit-codes.ts";
import { wholeNumber } from "../read-option.ts";
import { printSearchPage, searchPageToJson } from "../search-page.ts";
import type { AddCommand, Session } from "../session.ts";
import { waitForIndex } from "../wait-for-index.ts";

interface SearchOptions {
  readonly mode: SearchMode;
  readonly sort?: SearchSort;
  readonly limit: number;
  readonly page: number;
  readonly explain?: true;
  readonly json?: true;
}

const HELP = `
A paper's identifier or its exact title finds that paper first. Else papers are found by words and by what they mean:
  "exact phrase"  -word  -"phrase"       what must be there, and what must not
  title:word  author:"a name"            words of one field
  cat:cs.CL  cat:cs  venue:acl           categories, archives, venues
  source:arxiv  has:code  id:2501.01234  where it came from, what it has, what it is called
  year:2024  year:2020..2024             years
  after:2024-05  before:2025  after:2w   dates, and times until today (d, w, m, y)

Examples:
  broadsheet search graph neural networks
  broadsheet search "how do language models store facts" --explain
  broadsheet search cat:cs.CL after:2w '"retrieval augmented"' -- -survey
  broadsheet search --limit 50 --json "retrieval augmented generation"`;

const MOST_RESULTS = 1_000;
const MOST_PAGES = 1_000;

export const addSearchCommand: AddCommand = (program, act) => {
  program
    .command("search")
    .summary("find papers by words, meaning, identifier or title")
    .description("Finds papers by words and meaning, by identifier or by title.")
    .argument("<query...>", "what to look for")
    .addOption(
      new Option("--mode <mode>", "match by words, by meaning, or by both").choices(SEARCH_MODES).default("fused"),
    )
    .addOption(new Option("--sort <order>", "what comes first").choices(SEARCH_SORTS))
    .option("--limit <number>", "how many papers to show", wholeNumber(1, MOST_RESULTS), 10)
    .option("--page <number>", "which page of them", wholeNumber(1, MOST_PAGES), 1)
    .option("--explain", "say why each paper is there")
    .option("--json", "answer as JSON")
    .addHelpText("after", HELP)
    .action(act(search));
};

async function search(session: Session, words: readonly string[], options: SearchOptions): Promise<number> {
  const { mode, sort, limit, page: number } = options;
  const page = await session.withApp(async (app) => {
    const index = app.index();
    await waitForIndex(session, index);
    const question = words.join(" ");
    return await findPapers({ ...app, index }, { question, mode, sort, limit, page: number });
  });
  const isExplained = options.explain ?? false;
  if (options.json) session.printer.json(searchPageToJson(page, { isExplained }));
  else printSearchPage(session.printer, page, { isExplained });
  return page.results.length === 0 ? EXIT.nothing : EXIT.ok;
}
