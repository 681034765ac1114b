import {
  type Identifier,
  parseArxivId,
  parseDoi,
  parseIdentifier,
  repairsOfArxivId,
  sameIdentifier,
} from "../../domain/identifier.ts";
import { type Fields, fieldsOf, firstText, isRecord, textOf } from "./fields.ts";

/** The identifiers a record gives, and an arXiv id that lost digits when there is no whole one. */
export interface NamedIdentifiers {
  readonly identifiers: readonly Identifier[];
  readonly damagedArxivId?: string | undefined;
}

const ARXIV_NAMES = ["arxivid", "arxiv", "eprint"];
const ID_NAMES = ["id", "entryid", "paperid", "openreview", "acl", "corpusid"];
const ADDRESS_NAMES = [
  "url",
  "link",
  "links",
  "urls",
  "pdf",
  "pdfurl",
  "absurl",
  "paperurl",
  "urlabs",
  "urlpdf",
  "landingpageurl",
];
const CITING_NAMES = ["journal", "journaltitle", "volume", "note", "howpublished", "publisher", "number"];
const LONGEST_ID = 200;
const MOST_ADDRESSES = 20;

/** `arXiv preprint arXiv:1706.03762` and DBLP's volume `abs/1706.03762`: where an id stands among other words. */
const CITED_ARXIV =
  /(?:\barxiv(?:\s+preprint)?(?:\s+arxiv)?\s*:?\s*|^abs\/)((?:\d{4}\.\d{4,5}|[a-z-]{2,12}\/\d{7})(?:v\d{1,3})?)/i;

export function identifiersOf(fields: Fields): NamedIdentifiers {
  const arxiv = arxivText(fields);
  const identifiers: Identifier[] = [];
  const add = (found: Identifier | undefined): void => {
    if (!found || identifiers.some((known) => sameIdentifier(known, found))) return;
    // One work has one arXiv id: another one in the same record names a work that this one extends or cites.
    const isOtherWork = found.scheme === "arxiv" && identifiers.some(({ scheme }) => scheme === "arxiv");
    if (!isOtherWork) identifiers.push(found);
  };
  if (arxiv !== undefined) add(arxivIdentifier(arxiv));
  for (const name of ID_NAMES) for (const text of textsIn(fields.get(name))) add(parseIdentifier(text));
  for (const text of textsIn(fields.get("doi"))) add(parseDoi(text));
  add(citedIn(fields));
  for (const name of ADDRESS_NAMES) for (const text of addressesIn(fields.get(name))) add(parseIdentifier(text));
  if (identifiers.some(({ scheme }) => scheme === "arxiv")) return { identifiers };
  return { identifiers, damagedArxivId: [arxiv, textOf(fields.get("id"))].find(isDamaged)?.trim() };
}

/** The arXiv id, with its archive put back where BibTeX keeps that apart: `0611800` of `math.CA`. */
function arxivText(fields: Fields): string | undefined {
  const written = firstText(fields, ARXIV_NAMES);
  if (written === undefined || written.length > LONGEST_ID) return undefined;
  const repository = firstText(fields, ["archiveprefix", "eprinttype"]);
  if (repository !== undefined && !/^arxiv$/i.test(repository.trim())) return undefined;
  const text = written.replace(/\[[^\]]*\]\s*$/, "").trim();
  const archive = firstText(fields, ["primaryclass", "eprintclass"])?.split(".")[0];
  return archive !== undefined && /^\d{7}(?:v\d+)?$/.test(text) ? `${archive}/${text}` : text;
}

function arxivIdentifier(text: string): Identifier | undefined {
  const arxiv = parseArxivId(text);
  return arxiv && { scheme: "arxiv", value: arxiv.id };
}

function citedIn(fields: Fields): Identifier | undefined {
  for (const name of CITING_NAMES) {
    const text = fields.has(name) ? (textOf(fields.get(name)) ?? "") : "";
    const [, id] = CITED_ARXIV.exec(text.slice(0, 500)) ?? [];
    if (id !== undefined) return arxivIdentifier(id);
  }
  return undefined;
}

function textsIn(value: unknown): readonly string[] {
  const text = value === undefined ? undefined : textOf(value);
  return text === undefined ? [] : [text];
}

/** One field may hold several addresses: in a list, in objects, or in a row. */
function addressesIn(value: unknown): readonly string[] {
  if (value === undefined) return [];
  const listed = Array.isArray(value) ? (value as unknown[]).slice(0, MOST_ADDRESSES) : [value];
  const texts = listed.map((item) => (isRecord(item) ? firstText(fieldsOf(item), ["href", "url"]) : textOf(item)));
  return texts.flatMap((text) =>
    text !== undefined && /[\s|;]/.test(text) ? text.split(/[\s|;]+/, MOST_ADDRESSES) : (text ?? []),
  );
}

const isDamaged = (text: string | undefined): boolean => text !== undefined && repairsOfArxivId(text).length > 0;
