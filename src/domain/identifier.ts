/**
 * The ways a paper is named outside Broadsheet. Identifiers compare by scheme and value after `parseIdentifier`,
 * which brings every spelling of one identifier to the same form.
 */
export type Scheme = "arxiv" | "doi" | "openreview" | "acl" | "url";

export interface Identifier {
  readonly scheme: Scheme;
  readonly value: string;
}

export interface ArxivId {
  /** Without version: `2501.01234`, or `math/0611800` for papers before April 2007. */
  readonly id: string;
  readonly version?: number;
}

const ARXIV_PREFIX =
  /^(?:https?:\/\/)?(?:(?:www\.|export\.|de\.|cn\.)?arxiv\.org\/(?:abs|pdf|html|ps|format|src|e-print)\/|(?:www\.)?(?:huggingface\.co|hf\.co)\/papers\/|(?:www\.)?alphaxiv\.org\/(?:abs|pdf|overview)\/|ar5iv(?:\.labs\.arxiv|)\.org\/(?:abs|html)\/|(?:https?:\/\/)?(?:dx\.)?doi\.org\/10\.48550\/arxiv\.|(?:doi:\s*)?10\.48550\/arxiv\.|oai:arxiv\.org:|arxiv:\s*)/i;
const NEW_STYLE = /^(\d{2}(?:0[1-9]|1[0-2])\.\d{4,5})(?:v(\d{1,3}))?$/i;
const OLD_STYLE = /^([a-z]+(?:-[a-z]+)*)(?:\.[a-z]{2})?\/(\d{2}(?:0[1-9]|1[0-2])\d{3})(?:v(\d{1,3}))?$/i;

/** The first month of five-digit arXiv numbers (info.arxiv.org/help/arxiv_identifier). */
const FIVE_DIGITS_SINCE = "1501";

function stripArxivDecoration(text: string): string {
  const bare = text.trim().replace(ARXIV_PREFIX, "");
  return bare
    .replace(/[?#].*$/, "")
    .replace(/\.pdf$/i, "")
    .replace(/\/+$/, "");
}

/**
 * Reads an arXiv identifier in any of its spellings: bare, `arXiv:`, abs and pdf addresses, DOI 10.48550, OAI,
 * and the addresses of sites that carry the id. Undefined when it is none, or when it lost digits on its way here:
 * `damagedArxivId` reads those.
 */
export function parseArxivId(text: string): ArxivId | undefined {
  const bare = stripArxivDecoration(text);
  const [, modern, modernVersion] = NEW_STYLE.exec(bare) ?? [];
  if (modern !== undefined) {
    const digits = modern.slice(5).length;
    const expected = modern.slice(0, 4) >= FIVE_DIGITS_SINCE ? 5 : 4;
    return digits === expected ? withVersion(modern, modernVersion) : undefined;
  }
  const [, archive, number, version] = OLD_STYLE.exec(bare) ?? [];
  if (archive === undefined || number === undefined) return undefined;
  return withVersion(`${archive.toLowerCase()}/${number}`, version);
}

function withVersion(id: string, version: string | undefined): ArxivId {
  return version === undefined ? { id } : { id, version: Number(version) };
}

/**
 * The ids that a damaged one may have been. A spreadsheet or a JSON number drops leading zeros of the number part
 * (`2406.105` for `2406.00105`) or trailing ones (`2503.0213` for `2503.02130`); where both repairs are possible
 * only the title can tell. Empty for a text that is not a damaged arXiv id.
 */
export function repairsOfArxivId(text: string): readonly string[] {
  const [, month = "", digits = ""] = /^(\d{2}(?:0[1-9]|1[0-2]))\.(\d{1,5})$/.exec(stripArxivDecoration(text)) ?? [];
  const length = month >= FIVE_DIGITS_SINCE ? 5 : 4;
  if (month < "0704" || digits.length === 0 || digits.length >= length) return [];
  const leading = `${month}.${digits.padStart(length, "0")}`;
  const trailing = `${month}.${digits.padEnd(length, "0")}`;
  return digits.length === length - 1 && leading !== trailing ? [leading, trailing] : [leading];
}

const DOI = /^(?:https?:\/\/(?:dx\.|www\.)?doi\.org\/|doi:\s*)?(10\.\d{4,9}\/[^\s\p{C}]+)$/iu;

/** Reads a DOI, lower-cased as DOIs do not tell case (DOI Handbook 2.4). A DOI of arXiv's own comes back as its arXiv id. */
export function parseDoi(text: string): Identifier | undefined {
  const [, doi] = DOI.exec(text.trim()) ?? [];
  if (doi === undefined) return undefined;
  const value = withoutTail(doi.toLowerCase());
  const arxiv = parseArxivId(value);
  return arxiv ? { scheme: "arxiv", value: arxiv.id } : { scheme: "doi", value };
}

/** Takes off the punctuation of the sentence around; a bracket that the DOI itself opens is part of it: `10.1061/(asce)1:2(3)`. */
function withoutTail(doi: string): string {
  let strayBrackets = doi.split(")").length - doi.split("(").length;
  let end = doi.length;
  for (; end > 0; end -= 1) {
    const last = doi.charAt(end - 1);
    if (!/[.,;)\]}>"']/.test(last) || (last === ")" && strayBrackets <= 0)) break;
    if (last === ")") strayBrackets -= 1;
  }
  return doi.slice(0, end);
}

const OPENREVIEW =
  /^(?:https?:\/\/openreview\.net\/(?:forum|pdf|attachment)\?(?:[^#]*&)?id=|openreview:)([\w-]{6,16})/i;
const ACL =
  /^(?:https?:\/\/(?:www\.)?aclanthology\.org\/|acl:)((?:\d{4}\.[a-z0-9_]+-[a-z0-9]+\.\d+)|(?:[a-z]\d{2}-\d{4}))(?:\.pdf|\/)?$/i;

/** Reads any identifier we know, in any spelling; other web addresses become a `url`. Undefined for other text. */
export function parseIdentifier(text: string): Identifier | undefined {
  const trimmed = text.trim();
  const arxiv = parseArxivId(trimmed);
  if (arxiv) return { scheme: "arxiv", value: arxiv.id };
  const doi = parseDoi(trimmed);
  if (doi) return doi;
  const openreview = OPENREVIEW.exec(trimmed)?.[1];
  if (openreview !== undefined) return { scheme: "openreview", value: openreview };
  const acl = ACL.exec(trimmed)?.[1];
  if (acl !== undefined) return { scheme: "acl", value: acl.toLowerCase() };
  return parseWebAddress(trimmed);
}

function parseWebAddress(text: string): Identifier | undefined {
  if (!/^(?:url:)?https?:\/\/[^\s\p{C}]+$/iu.test(text)) return undefined;
  const url = URL.parse(text.replace(/^url:/i, ""));
  if (!url || url.username !== "" || url.password !== "") return undefined;
  url.hash = "";
  url.protocol = "https:";
  return { scheme: "url", value: url.href.replace(/\/$/, "") };
}

/** Writes an identifier in the form that `parseIdentifier` reads and that stands in our addresses. */
export function formatIdentifier({ scheme, value }: Identifier): string {
  return scheme === "arxiv" || scheme === "doi" ? value : `${scheme}:${value}`;
}

/** Where the identifier leads on the web. */
export function identifierUrl({ scheme, value }: Identifier): string {
  switch (scheme) {
    case "arxiv":
      return `https://arxiv.org/abs/${value}`;
    case "doi":
      return `https://doi.org/${encodeURI(value)}`;
    case "openreview":
      return `https://openreview.net/forum?id=${value}`;
    case "acl":
      return `https://aclanthology.org/${value}/`;
    case "url":
      return value;
  }
}

/** Strongest first: the one that names a paper in our own addresses. A web address never does. */
const NAMING: readonly Scheme[] = ["arxiv", "doi", "openreview", "acl"];

/** The identifier a paper is called by; undefined when it has none that names it. */
export function strongestIdentifier(identifiers: readonly Identifier[]): Identifier | undefined {
  for (const scheme of NAMING) {
    const values = identifiers.filter((identifier) => identifier.scheme === scheme).map(({ value }) => value);
    const [first] = values.toSorted();
    if (first !== undefined) return { scheme, value: first };
  }
  return undefined;
}

export function sameIdentifier(a: Identifier, b: Identifier): boolean {
  return a.scheme === b.scheme && a.value === b.value;
}
