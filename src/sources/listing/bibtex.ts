import type { Problem } from "../../lib/parsed.ts";
import { type BibtexEntry, bibtexEntries } from "./bibtex-entries.ts";
import { type Fields, plainName } from "./fields.ts";
import { listingEntry } from "./listing-entry.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { readFields } from "./read-fields.ts";

/** What a chapter or a talk takes from the volume it names by `crossref`. */
const INHERITED = ["year", "month", "date", "publisher"];
const ADDRESS = /https?:\/\/[^\s{}"]+/i;

/** Reads BibTeX and BibLaTeX. An entry that others name by `crossref` is a volume, not a paper. */
export async function* readBibtex(text: string): AsyncIterable<Outcome> {
  const passages: (BibtexEntry | Problem)[] = [];
  for await (const passage of bibtexEntries(text)) passages.push(passage);
  const entries = new Map<string | undefined, BibtexEntry>(
    passages.flatMap((passage) => ("fields" in passage ? [[passage.key.toLowerCase(), passage]] : [])),
  );
  const volumes = new Set(Array.from(entries.values(), parentKey));
  for (const passage of passages) {
    if (!("fields" in passage)) yield passage;
    else if (!volumes.has(passage.key.toLowerCase())) yield readEntry(passage, entries.get(parentKey(passage)));
  }
}

function parentKey({ fields }: BibtexEntry): string | undefined {
  return fields.get("crossref")?.trim().toLowerCase();
}

function readEntry(entry: BibtexEntry, volume: BibtexEntry | undefined): Outcome {
  const reading = readFields(fieldsOfEntry(entry, volume));
  if (reading) return listingEntry("bibtex", entry, reading);
  return {
    line: entry.line,
    where: entry.key,
    message: `This BibTeX entry has neither a title nor an identifier: ${excerpt(entry.text)}`,
  };
}

function fieldsOfEntry(entry: BibtexEntry, volume: BibtexEntry | undefined): Fields {
  const inherited = INHERITED.flatMap((name) => [[name, volume?.fields.get(name)] as const]);
  const venue = ["booktitle", volume?.fields.get("booktitle") ?? volume?.fields.get("title")] as const;
  const written = Array.from(entry.fields, ([name, value]) => [plainName(name), value] as const);
  const fields = new Map<string, unknown>([...inherited, venue, ...written].filter(([, value]) => value !== undefined));
  const text = (name: string): string => entry.fields.get(name) ?? "";
  fields.set("author", entry.authors);
  fields.set("title", text("subtitle") === "" ? text("title") : `${text("title")}: ${text("subtitle")}`);
  fields.set("url", unescaped(text("url") || ADDRESS.exec(`${text("howpublished")} ${text("note")}`)?.[0] || ""));
  fields.set("doi", unescaped(text("doi")));
  if (!fields.has("comment")) fields.set("comment", entry.fields.get("note"));
  return fields;
}

/** Addresses are written as they are, but many tools escape them as text. */
function unescaped(text: string): string {
  return text
    .replace(/\\url\s*|[{}]/g, "")
    .replace(/\\([_%&#~$])/g, "$1")
    .trim();
}
