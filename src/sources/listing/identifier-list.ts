import { type Identifier, parseIdentifier, repairsOfArxivId } from "../../domain/identifier.ts";
import { trimmedLines } from "./lines.ts";
import { listingEntry, type Passage } from "./listing-entry.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { factsOfIdentifiers } from "./provisional-title.ts";

/** Spaces, the joints of Markdown links, and commas or semicolons where the next word begins. */
const BETWEEN_WORDS = /[\s|<>"]+|\]\(|[,;](?=\s|$|https?:|arxiv|doi|10\.|\d{4}\.)/i;
const LONGEST_LINE = 20_000;

/** Reads ids, DOIs and addresses, however many stand on a line and whatever stands around them. */
export function* readIdentifiers(text: string): Iterable<Outcome> {
  for (const passage of trimmedLines(text)) {
    const named = papersOn(passage.text);
    const damaged = named.length === 0 ? damagedIdOn(passage.text) : undefined;
    if (damaged !== undefined) yield damagedEntry(passage, damaged);
    for (const identifier of named) yield entryOf(passage.line, identifier);
    if (named.length > 0 || damaged !== undefined || isSilent(passage.text)) continue;
    yield {
      line: passage.line,
      message: `This line has no arXiv id, DOI or address: ${excerpt(passage.text)}`,
    };
  }
}

/** The papers a line names. Beside an identifier that names a paper, web addresses are its company: code, slides, a home page. */
export function papersOn(line: string): readonly Identifier[] {
  const found = new Map<string, Identifier>();
  for (const word of wordsOf(line)) {
    const identifier = parseIdentifier(word);
    if (identifier) found.set(`${identifier.scheme}:${identifier.value}`, identifier);
  }
  const identifiers = [...found.values()];
  const naming = identifiers.filter(({ scheme }) => scheme !== "url");
  return naming.length > 0 ? naming : identifiers;
}

function wordsOf(line: string): string[] {
  return line
    .slice(0, LONGEST_LINE)
    .split(BETWEEN_WORDS)
    .map(stripped)
    .filter((word) => word !== "");
}

/** A word without the brackets and punctuation around it; a closing bracket whose partner is inside stays, as DOIs have such. */
function stripped(word: string): string {
  const bare = word.replace(/^[-*•·([{<"'`]+/, "");
  let surplus = bare.split(")").length - bare.split("(").length;
  let end = bare.length;
  for (; end > 0 && /[.,;:!?)\]}>"'`*]/.test(bare.charAt(end - 1)); end--) {
    if (bare[end - 1] !== ")") continue;
    if (surplus <= 0) break;
    surplus -= 1;
  }
  return bare.slice(0, end);
}

/** A damaged id is too like any number to be taken out of a sentence: it has to stand alone. */
function damagedIdOn(line: string): string | undefined {
  const [word = "", ...others] = wordsOf(line);
  return others.length === 0 && repairsOfArxivId(word).length > 0 ? word : undefined;
}

export const isDamagedId = (line: string): boolean => damagedIdOn(line) !== undefined;

/** Blank lines, headings and comments name nothing and mean to. */
function isSilent(line: string): boolean {
  return line === "" || /^(?:#|\/\/|%|[-=*_]{3,}$)/.test(line);
}

function entryOf(line: number, identifier: Identifier): Outcome {
  const facts = factsOfIdentifiers([identifier]);
  return listingEntry("identifiers", { line, text: facts.title }, { facts, appearances: [] });
}

function damagedEntry({ line }: Passage, id: string): Outcome {
  const facts = { identifiers: [], title: id, isTitleProvisional: true };
  return listingEntry("identifiers", { line, text: id }, { facts, damagedArxivId: id, appearances: [] });
}
