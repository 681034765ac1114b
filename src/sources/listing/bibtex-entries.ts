import type { Creator, Entry, Library, Options } from "@retorquere/bibtex-parser";
import type { Problem } from "../../lib/parsed.ts";
import { type BibtexPassage, bibtexPassages, UNREADABLE } from "./bibtex-passages.ts";
import { LONGEST_FIELD, shown, sourceOf } from "./bibtex-source.ts";
import { excerpt } from "./outcome.ts";
import { pauses } from "./pauses.ts";

/** An entry as it is written: field names in lower case, values still TeX, strings resolved. */
export interface BibtexEntry {
  readonly line: number;
  readonly text: string;
  readonly key: string;
  readonly fields: ReadonlyMap<string, string>;
  /** A name in braces of its own, which is not to be turned around, is a `literal`. */
  readonly authors: readonly (string | { readonly literal: string })[];
}

type Parse = (input: string, options: Options) => Library;
/** By names in upper case, as the library looks them up. */
type Strings = Map<string, string>;
type NamedString = readonly [name: string, value: string];

const LONGEST_SOURCE = 2 * LONGEST_FIELD;
const OPTIONS: Options = { raw: true, english: false, sentenceCase: false, applyCrossRef: false };
const STRING_NAME = /[=#]\s*([^\s"{}#,=]+)/g;
const IN_OWN_BRACES = /^\{(?:[^{}]|\{[^{}]*\})*\}$/;

/** Reads a BibTeX file entry by entry, with pauses. Strings hold for the entries behind their definition. */
export async function* bibtexEntries(text: string): AsyncIterable<BibtexEntry | Problem> {
  const { parse } = await import("@retorquere/bibtex-parser");
  const strings = new Map<string, string>();
  const pause = pauses();
  for (const passage of bibtexPassages(text)) {
    if ("message" in passage) yield passage;
    else yield* readPassage(parse, passage, strings);
    await pause();
  }
}

function* readPassage(parse: Parse, passage: BibtexPassage, strings: Strings): Iterable<BibtexEntry | Problem> {
  const { line, text, type, key } = passage;
  const { source, leftOut } = sourceOf(passage);
  yield* leftOut.map((name) => ({
    line,
    where: key,
    message: `The field ${name} is left out: it is longer than ${LONGEST_FIELD} characters.`,
  }));
  const library = readSource(parse, source, stringsIn(source, strings));
  if (typeof library === "string") yield { line, where: key, message: `${library}: ${excerpt(text)}` };
  else if (type === "string") for (const [name, value] of Object.entries(library.strings)) strings.set(name, value);
  else yield* library.entries.map((entry) => ({ line, text, key: key || entry.key, ...contentsOf(entry) }));
}

/** What the library makes of one passage, or why it does not. Of an entry it cannot read it keeps a part, without `input`. */
function readSource(parse: Parse, source: string, used: readonly NamedString[]): Library | string {
  const length = used.reduce((sum, [, value]) => sum + value.length, source.length);
  if (length > LONGEST_SOURCE) return `This BibTeX entry is longer than ${LONGEST_SOURCE} characters`;
  try {
    const library = parse(source, { ...OPTIONS, strings: Object.fromEntries(used) });
    const isPart = library.entries.some(({ input }) => input === "");
    const isNothing = library.entries.length === 0 && Object.keys(library.strings).length === 0;
    return isPart || isNothing ? UNREADABLE : library;
  } catch {
    return UNREADABLE;
  }
}

/** The strings that a passage names, each as often as it does. */
function stringsIn(source: string, strings: Strings): NamedString[] {
  if (strings.size === 0) return [];
  const names = Array.from(source.matchAll(STRING_NAME), ([, word = ""]) => word.toUpperCase());
  return names.flatMap((name): NamedString[] => {
    const value = strings.get(name);
    return value === undefined ? [] : [[name, value]];
  });
}

function contentsOf({ fields }: Entry): Pick<BibtexEntry, "fields" | "authors"> {
  const written = Object.entries(fields).flatMap(([name, value]: [string, unknown]) => {
    const text = Array.isArray(value) ? value.filter((item) => typeof item === "string").join(" and ") : value;
    return typeof text === "string" ? [[name, shown(text)] as const] : [];
  });
  return { fields: new Map(written), authors: fields.author?.map(authorOf) ?? [] };
}

function authorOf({ name, lastName, firstName }: Creator): string | { literal: string } {
  const written = name ?? [lastName, firstName].filter((part) => part !== undefined).join(", ");
  return IN_OWN_BRACES.test(written) ? { literal: shown(written) } : shown(written);
}
