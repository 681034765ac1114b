import { isAbstractLine } from "./abstracts.ts";
import { isDailyPage, isTitled } from "./daily-blocks.ts";
import { isDamagedId, papersOn } from "./identifier-list.ts";
import type { ListingFormat } from "./listing-format.ts";
import { otherFile } from "./other-file.ts";
import { delimiterOf } from "./table.ts";

/** How much of a text is looked at; whatever it is, it shows before. */
const HEAD = 1_000_000;
const LINES = 5000;

/** Marks that only one format has. */
const MARKS: readonly (readonly [ListingFormat, RegExp])[] = [
  [
    "bibtex",
    /^[ \t]{0,20}@[ \t]{0,5}[a-z]{2,30}\s{0,20}(?:\{[^,={}]{0,500}[,=}]|\(\s{0,20}[^\s,={}]{0,200}\s{0,20}[,=])/im,
  ],
  ["ris", /^\s{0,10}TY {1,2}- ?\S/m],
  ["arxiv-mail", /^(?:> ?){0,10}\\\\[ \t]{0,10}\r?\n(?:> ?){0,10}arXiv:\s?\S/im],
  ["arxiv-page", /^\s{0,10}\[\d{1,6}\]\s{0,10}arXiv:\S/im],
];
const EXTENSIONS: ReadonlyMap<string, ListingFormat> = new Map([
  ["jsonl", "jsonl"],
  ["ndjson", "jsonl"],
  ["json", "json"],
  ["bib", "bibtex"],
  ["bibtex", "bibtex"],
  ["ris", "ris"],
  ["csv", "csv"],
  ["tsv", "csv"],
]);

/** What a text is a listing of, as its content shows; a file's name decides only where the content does not. */
export function recognise(text: string, fileName = ""): ListingFormat {
  if (otherFile(text)) return "unknown";
  const head = text.slice(0, HEAD);
  const extension = /\.([a-z]{2,8})(?:\.gz)?$/i.exec(fileName)?.[1]?.toLowerCase() ?? "";
  const named = EXTENSIONS.get(extension);
  const json = jsonKind(head, named);
  if (json !== undefined) return json;
  const marked = MARKS.find(([, mark]) => mark.test(head));
  if (marked) return marked[0];
  const lines = head.split(/\r\n|[\n\r]/, LINES).map((line) => line.trim());
  return formatOfLines(head, lines) ?? named ?? "unknown";
}

/** Lines that each begin an object are JSON Lines, be they whole or not. */
function jsonKind(head: string, named: ListingFormat | undefined): "json" | "jsonl" | undefined {
  const start = head.trimStart();
  if (!/^(?:\{\s{0,1000}(?:"|\}|$)|\[\s{0,1000}(?:[[{"\]]|$|\d{4}\.\d))/.test(start)) return undefined;
  if (start.startsWith("[")) return "json";
  const nextLine = start.indexOf("\n") < 0 ? "" : start.slice(start.indexOf("\n")).trimStart();
  const isAlone = nextLine === "" && named === "jsonl";
  return isAlone || nextLine.startsWith("{") ? "jsonl" : "json";
}

function formatOfLines(head: string, lines: readonly string[]): ListingFormat | undefined {
  if (isDailyPage(lines)) return "daily-papers";
  if (lines.some(isAbstractLine)) return "abstracts";
  if (delimiterOf(head) !== undefined) return "csv";
  if (takesTurns(lines)) return "daily-papers";
  return lines.some(isIdentifierLine) ? "identifiers" : undefined;
}

/** Titles and abstracts in turn, without any of the page around them. */
function takesTurns(lines: readonly string[]): boolean {
  const said = lines.filter((line) => line !== "");
  const titles = said.filter((line, index) => isTitled(line, said[index + 1] ?? "") && papersOn(line).length === 0);
  return titles.length > 0 && titles.length >= 0.4 * said.length;
}

/** A line that names a paper among other words, or that is nothing but an address. */
function isIdentifierLine(line: string): boolean {
  return isDamagedId(line) || papersOn(line).some(({ scheme }) => scheme !== "url" || !/\s/.test(line));
}
