import type { Author } from "../../domain/paper.ts";
import { texToText } from "../../lib/tex.ts";
import { cleanLine } from "../../lib/text.ts";

const SUFFIX = /^(?:Jr|Sr|I{2,3}|IV|Ph\.?\s?D|M\.?D)\.?$/i;
const NOBODY = /^(?:et\.?\s+al\.?|and|others)$/i;
const MARKS = /^\(?\d{1,3}\)?(?:\s*(?:,|;|and|&)\s*\(?\d{1,3}\)?)*$/;

/**
 * Reads authors as people write them to arXiv: separated by commas or `and`, with affiliations in parentheses, where
 * nothing separates. Numbers there are looked up in a legend at the end: `A (1), B (2) ((1) Here, (2) There)`.
 */
export function parseAuthorList(text: string): Author[] {
  const line = cleanLine(texToText(text)).replace(/^([^,():]{1,200}\bcollaborations?)\s*:\s*/i, "$1, ");
  const legend = new Map<string, string>();
  const authors: Author[] = [];
  for (const piece of splitOutsideParentheses(line)) {
    const { name, notes } = takeNotes(piece);
    const affiliations = notes.filter((note) => !readLegend(note, legend));
    const previous = authors.at(-1);
    if (SUFFIX.test(name) && previous)
      authors[authors.length - 1] = {
        ...previous,
        name: `${previous.name} ${name}`,
        ...affiliated(affiliations),
      };
    else if (name !== "" && !NOBODY.test(name)) authors.push({ name, ...affiliated(affiliations) });
  }
  return authors.map((author) => resolve(author, legend));
}

function affiliated(affiliations: readonly string[]): Pick<Author, "affiliation"> {
  return affiliations.length === 0 ? {} : { affiliation: affiliations.join("; ") };
}

/** Splits at commas, semicolons and the word `and`; unbalanced parentheses protect nothing. */
function splitOutsideParentheses(line: string): string[] {
  const text = isBalanced(line) ? line : line.replace(/[()]/g, " ");
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  for (const { 0: mark, index } of text.matchAll(/[(),;]|\s(?:and|&)\s/gi)) {
    if (mark === "(") depth += 1;
    else if (mark === ")") depth -= 1;
    else if (depth === 0) {
      pieces.push(text.slice(start, index));
      start = index + mark.length;
    }
  }
  return [...pieces, text.slice(start)];
}

function isBalanced(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[()]/g)) {
    depth += mark === "(" ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

/** The name of a piece, and what its parentheses say. */
function takeNotes(piece: string): { name: string; notes: string[] } {
  const notes: string[] = [];
  let name = "";
  let depth = 0;
  let written = 0;
  for (const { 0: mark, index } of piece.matchAll(/[()]/g)) {
    if (mark === "(" && depth++ === 0) {
      name += piece.slice(written, index);
      written = index + 1;
    } else if (mark === ")" && --depth === 0) {
      notes.push(piece.slice(written, index).trim());
      written = index + 1;
    }
  }
  const full = `${name}${piece.slice(written)}`.replace(/\s+/g, " ").trim();
  return { name: full, notes: notes.filter((note) => note !== "") };
}

/** Takes `(1) Here, (2) There` into the legend; false for any other note. */
function readLegend(note: string, legend: Map<string, string>): boolean {
  if (!/^\(\d{1,3}\)\s*[^\s,;]/.test(note)) return false;
  for (const part of note.split(/(?=\(\d{1,3}\))/)) {
    const [, mark = "", place = ""] = /^\((\d{1,3})\)(.*)$/s.exec(part) ?? [];
    legend.set(
      mark,
      place
        .trim()
        .replace(/(?:[,;]|\band)$/, "")
        .trim(),
    );
  }
  return true;
}

function resolve(author: Author, legend: ReadonlyMap<string, string>): Author {
  const { name, affiliation } = author;
  if (affiliation === undefined || !MARKS.test(affiliation)) return author;
  const places = Array.from(affiliation.matchAll(/\d+/g), ([mark]) => legend.get(mark) ?? "");
  return { name, ...affiliated(places.filter((place) => place !== "")) };
}
