import type { Author } from "../../domain/paper.ts";
import { toIso } from "../../lib/clock.ts";
import { counted, formatNumber } from "../../lib/words.ts";
import type { Problem } from "../../lib/parsed.ts";

/** `1.4 MB`, with powers of a thousand. */
export function formatBytes(bytes: number): string {
  const units = ["kB", "MB", "GB"];
  const unit = Math.min(units.length - 1, Math.max(0, Math.floor((String(Math.round(bytes)).length - 1) / 3) - 1));
  return `${(bytes / 1_000 ** (unit + 1)).toFixed(1)} ${units[unit] ?? ""}`;
}

/** `2026-08-21 13:05 UTC`. */
export const formatMoment = (epochMs: number): string => `${toIso(epochMs).slice(0, 16).replace("T", " ")} UTC`;

const AUTHORS_SHOWN = 3;

/** The first authors by name, and how many more there are. */
export function foldAuthors(authors: readonly Author[], authorCount: number): string {
  if (authors.length === 0) return authorCount > 0 ? counted(authorCount, "author") : "";
  const shown = authorCount > AUTHORS_SHOWN + 1 ? authors.slice(0, AUTHORS_SHOWN) : authors;
  const others = Math.max(0, authorCount - shown.length);
  return shown.map(({ name }) => name).join(", ") + (others > 0 ? ` and ${counted(others, "other")}` : "");
}

/** `line 12: no title`, or where else it is. Problems quote files as they are; no file may steer the terminal. */
export function formatProblem({ line, where, message }: Problem): string {
  const place = line === undefined ? where : `line ${formatNumber(line)}`;
  return (place === undefined ? message : `${place}: ${message}`).replace(/\p{Cc}+/gu, " ");
}

/** A problem as every JSON report tells it. Where there are no lines, the message begins with the place. */
export function problemToJson({ line, where, message }: Problem): { line: number | null; message: string } {
  return { line: line ?? null, message: line === undefined && where !== undefined ? `${where}: ${message}` : message };
}
