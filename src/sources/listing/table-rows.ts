/** A row of a table: its cells, the line it begins on and how it is written. */
export interface TableRow {
  readonly line: number;
  readonly cells: readonly string[];
  readonly text: string;
}

/**
 * Cuts a table into rows and cells (RFC 4180, with any one-character delimiter). A quoted cell may hold delimiters, line ends
 * and doubled quotes; what follows its closing quote belongs to it. An unclosed quote ends with its line. Linear.
 */
export function* tableRows(text: string, delimiter: string): Iterable<TableRow> {
  let line = 1;
  for (let at = 0; at < text.length;) {
    const { cells, end } = readRow(text, at, delimiter);
    const source = text.slice(at, end);
    if (cells.length > 1 || cells[0] !== "") yield { line, cells, text: source.trim() };
    line += newlines(source);
    at = end;
  }
}

function readRow(text: string, start: number, delimiter: string): { cells: string[]; end: number } {
  const cells: string[] = [];
  for (let at = start; ; at++) {
    const cell = text[at] === '"' ? readQuoted(text, at, delimiter) : readPlain(text, at, delimiter);
    cells.push(cell.value);
    at = cell.end;
    if (text[at] !== delimiter) return { cells, end: text.startsWith("\r\n", at) ? at + 2 : at + 1 };
  }
}

function readPlain(text: string, start: number, delimiter: string): { value: string; end: number } {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== "\n" && text[end] !== "\r") end += 1;
  return { value: text.slice(start, end).trim(), end };
}

function readQuoted(text: string, start: number, delimiter: string): { value: string; end: number } {
  let close = text.indexOf('"', start + 1);
  while (close >= 0 && text[close + 1] === '"') close = text.indexOf('"', close + 2);
  if (close < 0) return readPlain(text, start + 1, delimiter);
  const rest = readPlain(text, close + 1, delimiter);
  return {
    value: (text.slice(start + 1, close).replaceAll('""', '"') + rest.value).trim(),
    end: rest.end,
  };
}

function newlines(text: string): number {
  return text.match(/\r\n|[\n\r]/g)?.length ?? 0;
}
