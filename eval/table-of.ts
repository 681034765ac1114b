/** Rows of numbers in columns, under the names that the first row gives them. */
export function tableOf(rows: readonly Readonly<Record<string, number>>[]): string {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => [name, ...rows.map((row) => String(row[name] ?? ""))]);
  const padded = columns.map((cells) => {
    const width = Math.max(...cells.map(({ length }) => length));
    return cells.map((cell) => cell.padStart(width));
  });
  return [names, ...rows].map((_, line) => padded.map((cells) => cells[line]).join("  ")).join("\n");
}
