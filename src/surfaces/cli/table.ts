import { padTo, textWidth } from "./text-width.ts";

/** Rows of cells as aligned lines, two spaces between columns; columns named in `right` are set flush right. */
export function alignTable(
  rows: readonly (readonly string[])[],
  right: ReadonlySet<number> = new Set(),
): readonly string[] {
  const columns = Math.max(0, ...rows.map((row) => row.length));
  const widths = Array.from({ length: columns }, (_, column) =>
    Math.max(...rows.map((row) => textWidth(row[column] ?? ""))),
  );
  const setCell = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return right.has(column) ? " ".repeat(width - textWidth(cell)) + cell : padTo(cell, width);
  };
  return rows.map((row) => row.map(setCell).join("  ").trimEnd());
}
