import type { Context } from "hono";
import { SEARCH_MODES, SEARCH_SORTS } from "../../domain/query.ts";
import { UserError } from "../../lib/errors.ts";
import { FACET_NAMES, HAS_VALUES, SOURCE_VALUES, type FacetName } from "../../search/facet-values.ts";
import type { ChosenFilters } from "../../search/search-request.ts";
import type { SearchAddress } from "./addresses.ts";

export interface SearchWishes extends SearchAddress {
  readonly page: number;
  readonly filters: ChosenFilters;
}

/** Nobody reads so far, and each page costs the sum of those before it. */
export const LAST_PAGE = 50;
const MOST_VALUES = 20;

/** Reads a search's query; empty parameters count as none. Throws `UserError` that names the valid values. */
export function readSearchQuery({ req }: Context): SearchWishes {
  return {
    question: (req.query("q") ?? "").trim(),
    mode: readOneOf("mode", req.query("mode"), SEARCH_MODES),
    sort: readOneOf("sort", req.query("sort"), SEARCH_SORTS),
    page: readPage(req.query("page")?.trim() || "1"),
    filters: Object.fromEntries(
      FACET_NAMES.flatMap((name) => {
        const values = readValues(name, req.queries(name) ?? []);
        return values.length === 0 ? [] : [[name, values]];
      }),
    ),
  };
}

function readOneOf<Value extends string>(
  name: string,
  given: string | undefined,
  values: readonly Value[],
): Value | undefined {
  const text = given?.trim() || undefined;
  const value = values.find((known) => known === text);
  if (value !== undefined || text === undefined) return value;
  throw new UserError("invalid", `${name} is one of ${values.join(", ")}; the address says ${text.slice(0, 40)}.`);
}

function readPage(text: string): number {
  const page = /^[1-9]\d?$/.test(text) ? Number(text) : Number.NaN;
  if (page <= LAST_PAGE) return page;
  throw new UserError(
    "invalid",
    `A page of search results is a whole number from 1 to ${LAST_PAGE}; the address says ${text.slice(0, 40)}.`,
  );
}

interface FacetForm {
  readonly wanted: string;
  isValue(text: string): boolean;
}

const oneOf = (values: readonly string[]): FacetForm => ({
  wanted: values.join(" or "),
  isValue: (text) => values.includes(text),
});

const FORMS: Readonly<Record<FacetName, FacetForm>> = {
  year: { wanted: "a year such as 2024", isValue: (text) => /^\d{4}$/.test(text) },
  category: { wanted: "a category such as cs.CL", isValue: (text) => /^[a-z][\w.-]{0,60}$/i.test(text) },
  source: oneOf(SOURCE_VALUES),
  has: oneOf(HAS_VALUES),
};

/** Each value stands in a parameter of its own. */
function readValues(name: FacetName, given: readonly string[]): readonly string[] {
  const distinct = [...new Set(given.map((value) => value.trim()).filter((value) => value !== ""))];
  const wrong = distinct.find((value) => !FORMS[name].isValue(value));
  if (wrong !== undefined)
    throw new UserError("invalid", `${name} is ${FORMS[name].wanted}; the address says ${wrong.slice(0, 40)}.`);
  if (distinct.length > MOST_VALUES) throw new UserError("invalid", `${name} takes at most ${MOST_VALUES} values.`);
  return distinct;
}
