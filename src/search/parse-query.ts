import type { Query, QueryPart, TextPart } from "../domain/query.ts";
import { indexTokens } from "../lib/analysis.ts";
import type { Parsed } from "../lib/parsed.ts";
import { MOST_CHARACTERS, MOST_PHRASE_WORDS, MOST_WORDS } from "./query-limits.ts";
import { isFieldName, readField } from "./query/read-field.ts";

const QUOTES = /[“”„‟«»″〝〞＂]/g;
const CONTROLS = /\p{Cc}+/gu;
/** Something in quotes with what stands right before them, a run without spaces and quotes, or a quote that nothing closes. */
const CHUNK = /([^\s"]*)"([^"]*)"|[^\s"]+|"/g;
const DASHES = "[-‐‑‒–—―−－]*";
const LEAD = new RegExp(`^(${DASHES})(?:([a-zA-Z]+):)?$`);
const BARE = new RegExp(`^(${DASHES})(?:([a-zA-Z]+):)?(.*)$`, "s");

/**
 * Reads a question: words, `"a phrase"`, `-word`, `-"a phrase"`, and `title: author: cat: venue: source: has: id: after:
 * before: year:`. What cannot be read so is searched as words, and a problem says so. Never throws; linear time.
 */
export function parseQuery(text: string): Parsed<Query> {
  const problems = new Set<string>();
  if (text.length > MOST_CHARACTERS)
    problems.add(`Only the first ${MOST_CHARACTERS.toLocaleString("en")} characters were read.`);
  const plain = text.slice(0, MOST_CHARACTERS).replace(QUOTES, '"').replace(CONTROLS, " ");
  const parts = [...plain.matchAll(CHUNK)].flatMap((chunk) => readChunk(chunk, problems));
  return {
    value: { parts: withinLimits(parts, problems) },
    problems: [...problems].map((message) => ({ message })),
  };
}

function readChunk([chunk, before, quoted]: RegExpExecArray, problems: Set<string>): readonly QueryPart[] {
  if (chunk === '"') {
    problems.add("A quotation mark is never closed; the words after it were searched one by one.");
    return [];
  }
  if (before === undefined || quoted === undefined) return readBare(chunk, problems);
  const [, dashes = "", name] = LEAD.exec(before) ?? [];
  const isPrefix = name === undefined ? dashes === before : isFieldName(name);
  if (!isPrefix) return [...readBare(before, problems), ...readPhrase(quoted, false, problems)];
  if (name === undefined) return readPhrase(quoted, dashes !== "", problems);
  return readNamed({ name, value: quoted, isQuoted: true, isExcluded: dashes !== "" }, problems);
}

function readBare(chunk: string, problems: Set<string>): readonly QueryPart[] {
  const [, dashes = "", name, rest = ""] = BARE.exec(chunk) ?? [];
  const isExcluded = dashes !== "";
  if (name !== undefined && isFieldName(name))
    return readNamed({ name, value: rest, isQuoted: false, isExcluded }, problems);
  return words(name === undefined ? rest : `${name}:${rest}`, isExcluded);
}

interface Named {
  readonly name: string;
  readonly value: string;
  readonly isQuoted: boolean;
  readonly isExcluded: boolean;
}

function readNamed({ name, value, isQuoted, isExcluded }: Named, problems: Set<string>): readonly QueryPart[] {
  const text = oneLine(value);
  if (text === "") {
    problems.add(`Nothing stands after ${name}: it was searched as a word. Write the value right behind the colon.`);
    return words(name, isExcluded);
  }
  const read = readField(name, text, isQuoted);
  if (read && "kind" in read) {
    if (read.kind === "text") return readText({ ...read, isExcluded }, problems);
    if (!isExcluded) return [read];
  }
  const complaint =
    read && "complaint" in read ? read.complaint : `${name}: can only ask for papers, not leave them out.`;
  problems.add(`${complaint} “${text}” was searched as words.`);
  return words(text.replace(/[:"]+/g, " "), false);
}

const readPhrase = (text: string, isExcluded: boolean, problems: Set<string>): readonly QueryPart[] =>
  readText({ kind: "text", text: oneLine(text), isPhrase: true, isExcluded }, problems);

function readText(part: TextPart, problems: Set<string>): readonly QueryPart[] {
  const count = indexTokens(part.text).length;
  if (count === 0) return [];
  if (!part.isPhrase || count <= MOST_PHRASE_WORDS) return [part];
  problems.add(`A phrase may have at most ${MOST_PHRASE_WORDS} words; a longer one was searched as words.`);
  return words(part.text.replaceAll(":", " "), part.isExcluded);
}

const oneLine = (text: string): string => text.replace(/\s+/g, " ").trim();

const LEADING_DASHES = new RegExp(`^${DASHES}`);

/** Each word a part; those that the index would not see are left out. */
function words(text: string, isExcluded: boolean): readonly TextPart[] {
  return text.split(/\s+/).flatMap((word): readonly TextPart[] => {
    const bare = word.replace(LEADING_DASHES, "");
    return indexTokens(bare).length === 0 ? [] : [{ kind: "text", text: bare, isPhrase: false, isExcluded }];
  });
}

/** Leaves out what would make more different words than the index looks for. */
function withinLimits(parts: readonly QueryPart[], problems: Set<string>): readonly QueryPart[] {
  const seen = new Set<string>();
  return parts.filter((part) => {
    if (part.kind !== "text") return true;
    const unseen = new Set(indexTokens(part.text).filter((token) => !seen.has(`${part.field} ${token}`)));
    if (seen.size + unseen.size > MOST_WORDS) {
      problems.add(`Only the first ${MOST_WORDS} different words are looked for.`);
      return false;
    }
    for (const token of unseen) seen.add(`${part.field} ${token}`);
    return true;
  });
}
