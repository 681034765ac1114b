import { type Fields, plainName } from "./fields.ts";
import { listingEntry } from "./listing-entry.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { readFields } from "./read-fields.ts";
import { type TableRow, tableRows } from "./table-rows.ts";

const DELIMITERS = [",", "\t", ";", "|"];
const NAMING_COLUMNS = new Set(
  "title papertitle documenttitle articletitle id arxivid arxiv doi url link paperid".split(" "),
);
const COLUMNS = new Set([
  ...NAMING_COLUMNS,
  ..."abstract abstractnote summary authors author authornames year publicationyear date published publishedat venue journal categories".split(
    " ",
  ),
]);
const LONGEST_LIST = 20_000;
/** What data frames and spreadsheets write for nothing. */
const NOTHING = /^(?:nan|null|none|n\/a)$/i;

/** The delimiter of a table whose first line names at least two columns we know, or one that is alone; undefined for other text. */
export function delimiterOf(text: string): string | undefined {
  const head = headOf(text);
  const known = (delimiter: string): number => columnsOf(head, delimiter).filter((name) => COLUMNS.has(name)).length;
  const [best = ","] = DELIMITERS.toSorted((a, b) => known(b) - known(a));
  const columns = columnsOf(head, best);
  const isTable = columns.some((name) => NAMING_COLUMNS.has(name)) && (known(best) >= 2 || columns.length === 1);
  return isTable ? best : undefined;
}

function headOf(text: string): string {
  return /^[^\n\r]{0,10000}/.exec(text.trimStart().replace(/^sep=.\s+/i, ""))?.[0] ?? "";
}

function columnsOf(head: string, delimiter: string): readonly string[] {
  const [row] = tableRows(head, delimiter);
  return row?.cells.map(plainName) ?? [];
}

/** Reads a table with a line of column names, whatever separates its cells. */
export function* readTable(text: string): Iterable<Outcome> {
  const delimiter = delimiterOf(text) ?? ",";
  let head: TableRow | undefined;
  let columns: readonly string[] = [];
  for (const row of tableRows(text, delimiter)) {
    if (head) yield readRow(row, columns, head);
    else if (!/^sep=.$/i.test(row.text)) {
      head = row;
      columns = row.cells.map(plainName);
    }
  }
}

function readRow(row: TableRow, columns: readonly string[], head: TableRow): Outcome {
  const { line, cells } = row;
  if (cells.slice(columns.length).some((cell) => cell !== "")) {
    return {
      line,
      message: `This row has ${cells.length} cells, but there are ${columns.length} columns: ${excerpt(row.text)}`,
    };
  }
  const reading = readFields(fieldsOfRow(cells, columns));
  const text = `${head.text}\n${row.text}`;
  return reading
    ? listingEntry("csv", { line, text }, reading)
    : { line, message: `This row has neither a title nor an identifier: ${excerpt(row.text)}` };
}

function fieldsOfRow(cells: readonly string[], columns: readonly string[]): Fields {
  const fields = new Map<string, unknown>();
  for (const [index, name] of columns.entries()) {
    const cell = unguarded(cells[index] ?? "");
    const isSaid = cell !== "" && (name === "title" || !NOTHING.test(cell));
    if (isSaid && !fields.has(name)) fields.set(name, listOf(cell) ?? cell);
  }
  return fields;
}

/** Exports put an apostrophe before what a spreadsheet would take for a formula (OWASP, CSV injection). */
function unguarded(cell: string): string {
  return /^'[=+\-@\t\r]/.test(cell) ? cell.slice(1) : cell;
}

/** A list as JSON or Python writes it into a cell; undefined for other text. */
function listOf(cell: string): readonly string[] | undefined {
  if (cell.length > LONGEST_LIST || !/^\[\s*["']/.test(cell) || !cell.endsWith("]")) return undefined;
  const items = cell.matchAll(/"((?:[^"\\]|\\[\s\S])*)"|'((?:[^'\\]|\\[\s\S])*)'/g);
  return Array.from(items, ([, double, single]) => (double ?? single ?? "").replace(/\\(["'\\])/g, "$1"));
}
