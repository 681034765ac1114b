/** SQLite takes at most 32,766 bound values in a statement (sqlite.org/limits.html). */
const MAX_VALUES = 32_000;

/** Splits rows so that each part fits in one statement. */
export function chunks<Row>(rows: readonly Row[], valuesPerRow: number): readonly (readonly Row[])[] {
  const size = Math.max(1, Math.floor(MAX_VALUES / valuesPerRow));
  const parts: Row[][] = [];
  for (let start = 0; start < rows.length; start += size) parts.push(rows.slice(start, start + size));
  return parts;
}
