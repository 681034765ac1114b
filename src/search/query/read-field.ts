import { CATEGORIES } from "../../domain/category.ts";
import { formatIdentifier, parseIdentifier } from "../../domain/identifier.ts";
import type { FilterName, QueryPart } from "../../domain/query.ts";
import { indexTokens } from "../../lib/analysis.ts";
import { HAS_VALUES, SOURCE_VALUES, sourceValue } from "../facet-values.ts";
import { readWhen } from "./read-when.ts";

/** A value that cannot be used, and why. */
export interface Refused {
  readonly complaint: string;
}

type Read = QueryPart | Refused;

const MOST_VALUES = 20;

/** What each name before a colon makes of its value. */
const READERS: Readonly<Record<string, (value: string, isQuoted: boolean) => Read>> = {
  title: (text, isPhrase) => ({ kind: "text", text, isPhrase, isExcluded: false, field: "title" }),
  author: (text, isPhrase) => ({ kind: "text", text, isPhrase, isExcluded: false, field: "author" }),
  cat: (value) => readFilter("cat", value, readCategory, "a category such as cs.CL, or an archive such as cs"),
  venue: readVenue,
  source: (value) => readFilter("source", value, sourceValue, oneOf(SOURCE_VALUES)),
  has: (value) => readFilter("has", value, readHas, oneOf(HAS_VALUES)),
  id: readId,
  after: (value) => readDate("after", value),
  before: (value) => readDate("before", value),
  year: readYears,
};

export const isFieldName = (name: string): boolean => Object.hasOwn(READERS, name.toLowerCase());

/** Reads `name:value`; undefined for a name that is none. */
export function readField(name: string, value: string, isQuoted: boolean): Read | undefined {
  return isFieldName(name) ? READERS[name.toLowerCase()]?.(value, isQuoted) : undefined;
}

const oneOf = (values: readonly string[]): string => values.join(" or ");

function readFilter(name: FilterName, text: string, read: (value: string) => string | undefined, wanted: string): Read {
  const given = text.split(",").filter((value) => value.trim() !== "");
  if (given.length > MOST_VALUES) return { complaint: `${name}: takes at most ${MOST_VALUES} values.` };
  const values = given.map((value) => read(value.trim()));
  if (values.length === 0 || values.includes(undefined)) return { complaint: `${name}: wants ${wanted}.` };
  return { kind: "filter", name, values: [...new Set(values.filter((value) => value !== undefined))] };
}

const PROPER_CATEGORY = new Map(CATEGORIES.map((category) => [category.toLowerCase(), category]));

/** `cs.cl` as `cs.CL`, `cs.*` as `cs`; categories of others stay as they are written. */
function readCategory(value: string): string | undefined {
  const bare = value.replace(/\.\*?$/, "");
  if (!/^[a-z][\w.-]*$/i.test(bare)) return undefined;
  return PROPER_CATEGORY.get(bare.toLowerCase()) ?? (bare.includes(".") ? bare : bare.toLowerCase());
}

function readVenue(value: string): Read {
  if (indexTokens(value).length === 0) return { complaint: "venue: wants the name of a journal or conference." };
  return { kind: "filter", name: "venue", values: [value] };
}

const readHas = (value: string): string | undefined => HAS_VALUES.find((known) => known === value.toLowerCase());

function readId(value: string): Read {
  const identifier = parseIdentifier(value);
  const isWhole = identifier && !/[\s"]/.test(formatIdentifier(identifier));
  return isWhole ? { kind: "id", identifier } : { complaint: "id: wants an arXiv id, a DOI or another identifier." };
}

function readDate(bound: "after" | "before", value: string): Read {
  const when = readWhen(value);
  if (when !== undefined) return { kind: "date", bound, when };
  return { complaint: `${bound}: wants a date such as 2024, 2024-05 or 2024-05-03, or a time such as 7d, 2w, 3m, 1y.` };
}

function readYears(value: string): Read {
  const [, first = "", range, second = ""] = /^(\d{4})?(\.\.\.?|-)?(\d{4})?$/.exec(value) ?? [];
  const isRange = range !== undefined && (first !== "" || second !== "");
  if (!isRange && (first === "" || second !== ""))
    return { complaint: "year: wants a year, or years such as 2020..2024." };
  const from = first === "" ? undefined : Number(first);
  const until = isRange ? (second === "" ? undefined : Number(second)) : from;
  const isReversed = from !== undefined && until !== undefined && from > until;
  return isReversed ? { kind: "years", from: until, until: from } : { kind: "years", from, until };
}
