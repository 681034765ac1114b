import { counted, formatNumber } from "../../lib/words.ts";
import type { Loosening } from "../../search/loosen.ts";
import type { Reason } from "../../search/reasons.ts";
import type { SearchPage, SearchResult } from "../../search/search-page.ts";
import { paperLineToJson, printPaperLines } from "./paper-lines.ts";
import type { Printer } from "./printer.ts";
import { formatProblem } from "./words.ts";

interface PageOptions {
  /** Says why each paper is there, and what was made of the question. */
  readonly isExplained: boolean;
}

/** A page of results for a program. */
export function searchPageToJson(page: SearchPage, { isExplained }: PageOptions): object {
  const { total, isTotalExact, results, problems, corrections, loosenings, request } = page;
  const explanation = {
    mode: request.mode,
    sort: request.sort,
    problems: problems.map(({ message }) => message),
    corrections,
    loosenings: loosenings.map(({ without, question, total: found }) => ({ without, question, total: found })),
  };
  return {
    total,
    ...(!isTotalExact && { isTotalExact }),
    results: results.map(({ stored, score, reasons }) => ({
      ...paperLineToJson(stored.paper),
      score,
      ...(isExplained && { reasons }),
    })),
    ...(isExplained && explanation),
  };
}

/** A page of results for a reader; what was not as asked goes to standard error. */
export function printSearchPage(printer: Printer, page: SearchPage, { isExplained }: PageOptions): void {
  const { results, problems, corrections } = page;
  for (const problem of problems) printer.note(formatProblem(problem));
  for (const { from, to } of corrections) printer.note(`No paper has “${from}”; “${to}” was searched instead.`);
  if (results.length === 0) return printNothing(printer, page);
  const before = (page.request.page - 1) * page.request.limit;
  for (const [at, result] of results.entries())
    printPaperLines(printer, before + at + 1, result.stored.paper, isExplained ? explain(result) : []);
  printer.line(printer.style("dim", totalLine(page, before)));
}

function printNothing(printer: Printer, { request, total, progress, loosenings }: SearchPage): void {
  if (progress.total === 0) return printer.note("There are no papers here yet. `broadsheet ingest` fetches some.");
  if (total > 0) return printer.note(`There are only ${counted(total, "paper")}: ask for an earlier page.`);
  printer.note(`No paper was found for “${request.question}”.`);
  for (const loosening of loosenings) printer.note(loosenedLine(loosening));
}

const loosenedLine = ({ without, question, total, isTotalExact }: Loosening): string =>
  `Without ${without}: ${isTotalExact ? counted(total, "paper") : `more than ${counted(total, "paper")}`} (broadsheet search ${quoted(question)})`;

/** For a shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

function totalLine({ results, total, isTotalExact }: SearchPage, before: number): string {
  const all = isTotalExact ? counted(total, "paper") : `more than ${counted(total, "paper")}`;
  if (results.length === total) return all;
  if (before === 0) return `${formatNumber(results.length)} of ${all}`;
  return `${formatNumber(before + 1)} to ${formatNumber(before + results.length)} of ${all}`;
}

const explain = ({ reasons, score }: SearchResult): readonly string[] => [
  [...reasons.map(reasonText), `score ${score.toFixed(3)}`].join(" · "),
];

function reasonText(reason: Reason): string {
  switch (reason.kind) {
    case "exact":
      return reason.by === "identifier" ? "goes by this identifier" : "has exactly this title";
    case "words":
      return `has ${reason.words.join(", ")}`;
    case "similarity":
      return `similarity ${reason.cosine.toFixed(2)}`;
    case "filters":
      return `passes ${reason.filters.join(" ")}`;
  }
}
