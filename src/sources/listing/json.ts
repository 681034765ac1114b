import { parseIdentifier, repairsOfArxivId } from "../../domain/identifier.ts";
import { fieldsOf, isRecord } from "./fields.ts";
import { jsonValues } from "./json-values.ts";
import { listingEntry, type Passage, type Reading } from "./listing-entry.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { factsOfIdentifiers } from "./provisional-title.ts";
import { readFields } from "./read-fields.ts";

/** Strings, an unfinished one included, so that only what stands outside them is mended. */
const STRING_OR_NOT_JSON = /"(?:[^"\\]+|\\[\s\S])*(?:"|\\?$)|-?\b(?:NaN|Infinity)\b/g;

/** Reads JSON: a list of papers, an object around one, or papers one after another. */
export function* readJson(text: string): Iterable<Outcome> {
  for (const passage of jsonValues(text)) yield readJsonPassage("json", passage);
}

/** Reads JSON Lines: one paper a line, the first of which is line `firstLine` of its file. */
export function* readJsonLines(text: string, firstLine = 1): Iterable<Outcome> {
  let line = firstLine - 1;
  for (let start = 0; start < text.length;) {
    line += 1;
    const end = text.indexOf("\n", start);
    const passage = { line, text: text.slice(start, end < 0 ? text.length : end).trim() };
    start = end < 0 ? text.length : end + 1;
    if (passage.text !== "") yield readJsonPassage("jsonl", passage);
  }
}

function readJsonPassage(format: "json" | "jsonl", { line, text }: Passage): Outcome {
  const value = parseJson(text);
  if (value === undefined) return { line, message: `This is not whole JSON: ${excerpt(text)}` };
  const reading = readValue(value, text);
  if (reading === undefined)
    return {
      line,
      message: `This names no paper: it has neither a title nor an identifier: ${excerpt(text)}`,
    };
  return listingEntry(format, { line, text: compact(value) ?? text }, reading);
}

function readValue(value: unknown, text: string): Reading | undefined {
  if (isRecord(value)) return readFields(fieldsOf(value));
  // A number keeps the digits it was written with, which an arXiv id needs.
  const name = typeof value === "string" ? value : typeof value === "number" ? text : "";
  const identifier = parseIdentifier(name);
  if (identifier) return { facts: factsOfIdentifiers([identifier]), appearances: [] };
  if (repairsOfArxivId(name).length === 0) return undefined;
  return {
    facts: { identifiers: [], title: name, isTitleProvisional: true },
    damagedArxivId: name,
    appearances: [],
  };
}

/** Python writes NaN and Infinity, which are not JSON; they say as little as null. Texts that end within a value are not tried. */
function parseJson(text: string): unknown {
  if (text.startsWith("{") && !text.endsWith("}")) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return /NaN|Infinity/.test(text) ? parseMended(text) : undefined;
  }
}

function parseMended(text: string): unknown {
  try {
    return JSON.parse(text.replace(STRING_OR_NOT_JSON, (found) => (found.startsWith('"') ? found : "null"))) as unknown;
  } catch {
    return undefined;
  }
}

/** One spelling for one entry, however it was indented. Undefined for a value too deep to be written. */
function compact(value: unknown): string | undefined {
  try {
    return JSON.stringify(value);
  } catch {
    return undefined;
  }
}
