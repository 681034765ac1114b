import type { Author } from "../../domain/paper.ts";
import { type Fields, fieldsOf, firstText, isRecord, textOf } from "./fields.ts";
import { tidyLine } from "./tidy.ts";

const MOST_AUTHORS = 10_000;
const INITIALS = /^(?:\p{Lu}\p{M}*\.?[\s-]*){1,4}$/u;
const SUFFIX = /^(?:jr|sr|i{2,3}|iv)\.?$/i;
const OTHERS = /^(?:et\.?\s+al\.?|others|and others)$/i;

/** Reads authors from a list of names or of objects, or from one text that joins them. Undefined when nobody is named. */
export function authorsOf(value: unknown): readonly Author[] | undefined {
  const listed = typeof value === "string" ? splitNames(value) : Array.isArray(value) ? (value as unknown[]) : [value];
  const authors = listed
    .slice(0, MOST_AUTHORS)
    .map(authorOf)
    .filter((author) => author !== undefined);
  return authors.length === 0 ? undefined : authors;
}

function authorOf(value: unknown): Author | undefined {
  if (typeof value === "string") return named(tidyLine(value));
  if (Array.isArray(value))
    return named([value[1], value[0], value[2]].map((part) => tidyLine(textOf(part) ?? "")).join(" "));
  if (!isRecord(value) || value["hidden"] === true) return undefined;
  const fields = fieldsOf(value);
  const literal = textOf(fields.get("literal"));
  if (literal !== undefined) return { name: tidyLine(literal) };
  const inner = fields.get("author");
  return isRecord(inner) ? authorOf(inner) : named(nameOf(fields), affiliationOf(fields));
}

function named(text: string, affiliation?: string): Author | undefined {
  const name = turnName(text.trim());
  if (name === "" || OTHERS.test(name)) return undefined;
  return affiliation === undefined ? { name } : { name, affiliation };
}

function nameOf(fields: Fields): string {
  const whole = firstText(fields, ["name", "fullname", "displayname", "authorname"]);
  if (whole !== undefined) return tidyLine(whole);
  const given = firstText(fields, ["given", "givenname", "firstname", "first", "forename"]);
  const family = firstText(fields, ["family", "familyname", "lastname", "last", "surname"]);
  const particle = firstText(fields, ["nondroppingparticle", "droppingparticle"]);
  return tidyLine(
    [given, particle, family, textOf(fields.get("suffix"))].filter((part) => part !== undefined).join(" "),
  );
}

function affiliationOf(fields: Fields): string | undefined {
  const value = fields.get("affiliation") ?? fields.get("affiliations") ?? fields.get("institution");
  const [first] = Array.isArray(value) ? (value as unknown[]) : [value];
  const text = isRecord(first) ? firstText(fieldsOf(first), ["name", "displayname"]) : textOf(first);
  return text === undefined ? undefined : tidyLine(text) || undefined;
}

/** `Lovelace, Ada` as `Ada Lovelace`, `King, Jr., Martin` as `Martin King Jr.`; other names as they are. */
function turnName(name: string): string {
  const parts = name.split(",").map((part) => part.trim());
  const [family = "", second = "", third = ""] = parts;
  if (parts.length === 2) return SUFFIX.test(second) ? `${family} ${second}` : `${second} ${family}`.trim();
  if (parts.length === 3 && SUFFIX.test(second)) return `${third} ${family} ${second}`;
  return parts.length === 3 && SUFFIX.test(third) ? `${second} ${family} ${third}` : name;
}

/**
 * Splits a text of joined names: by semicolons; by `and`, as BibTeX does; or by commas. Where commas could as well stand
 * inside `Family, Given`, single words and initials tell which it is. Remarks in parentheses are affiliations and go.
 */
export function splitNames(text: string): readonly string[] {
  const bare = withoutParentheses(text);
  if (bare.includes(";")) return namesIn(bare, ";");
  const joined = namesIn(bare, /\s+(?:and|&)\s+/i);
  const commas = joined.map((part) => namesIn(part, ","));
  if (joined.length > 1 && commas.every((parts) => parts.length <= 2) && commas.some(isTurned)) return joined;
  return commas.flatMap((parts) => (isPairs(parts) ? pairsOf(parts) : parts));
}

const namesIn = (text: string, separator: string | RegExp): string[] =>
  text
    .split(separator)
    .map((name) => name.trim().replace(/^and\s+/i, ""))
    .filter((name) => name !== "");

/** `Lovelace, Ada`: one comma, and a side that is a single word. */
function isTurned(parts: readonly string[]): boolean {
  return parts.length === 2 && parts.some((part) => !/\s/.test(part));
}

/** `Lovelace, A., Babbage, C.`: every second part is only initials. A lone pair needs a side of one word. */
function isPairs(parts: readonly string[]): boolean {
  if (parts.length === 2) return isTurned(parts);
  return (
    parts.length > 2 && parts.length % 2 === 0 && parts.every((part, index) => index % 2 === 0 || INITIALS.test(part))
  );
}

function pairsOf(parts: readonly string[]): string[] {
  return parts.flatMap((part, index) => (index % 2 === 0 ? [`${part}, ${parts[index + 1] ?? ""}`] : []));
}

function withoutParentheses(text: string): string {
  if (!text.includes("(")) return text;
  let depth = 0;
  let kept = "";
  for (const piece of text.split(/([()])/)) {
    if (piece === "(") depth += 1;
    else if (piece === ")") depth = Math.max(0, depth - 1);
    else if (depth === 0) kept += piece;
  }
  return kept;
}
