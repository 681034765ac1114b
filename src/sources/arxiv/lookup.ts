import { parseArxivId } from "../../domain/identifier.ts";
import type { Sighting } from "../../domain/sighting.ts";
import type { HttpClient } from "../../lib/http-client.ts";
import type { Parsed, Problem } from "../../lib/parsed.ts";
import { parseQuery, type ArxivAnswer } from "./parse-query.ts";
import { readBody, unreadable } from "../read-body.ts";

interface LookUpContext {
  readonly http: HttpClient;
  readonly signal: AbortSignal;
}

/** Finds papers by their arXiv ids. */
export interface ArxivLookup {
  /**
   * The papers with these ids, in arXiv's order. An id that is none, or that arXiv does not know, is a problem. Throws
   * `Unavailable` when arXiv cannot be read.
   */
  lookUp(context: LookUpContext, ids: readonly string[]): Promise<Parsed<readonly Sighting[]>>;
}

export interface ArxivLookupOptions {
  /** `https://export.arxiv.org/api/query`, say. */
  readonly baseUrl: string;
}

const IDS_A_REQUEST = 100;
const MOST_TRIES = 3;

/** arXiv's query API, for single papers only: it is the least reliable of arXiv's three doors. */
export function createArxivLookup({ baseUrl }: ArxivLookupOptions): ArxivLookup {
  return {
    async lookUp(context, ids) {
      const { value: wanted, problems } = readIds(ids);
      const answers: Parsed<readonly Sighting[]>[] = [];
      for (let start = 0; start < wanted.length; start += IDS_A_REQUEST) {
        answers.push(await ask(context, baseUrl, wanted.slice(start, start + IDS_A_REQUEST)));
      }
      return {
        value: answers.flatMap(({ value }) => value),
        problems: [...problems, ...answers.flatMap((answer) => answer.problems)],
      };
    },
  };
}

/** One malformed id makes arXiv refuse all of a request, and throttle who sent it. */
function readIds(texts: readonly string[]): Parsed<string[]> {
  const ids = new Set<string>();
  const problems: Problem[] = [];
  for (const text of texts) {
    const arxiv = parseArxivId(text);
    if (arxiv) ids.add(arxiv.id);
    else problems.push({ where: text, message: "This is no arXiv id." });
  }
  return { value: [...ids], problems };
}

async function ask(
  context: LookUpContext,
  baseUrl: string,
  ids: readonly string[],
): Promise<Parsed<readonly Sighting[]>> {
  const query = new URLSearchParams({ id_list: ids.join(","), max_results: String(ids.length) });
  const { value: answer, problems } = await read(context, `${baseUrl}?${query.toString()}`);
  if (answer.refusal !== undefined)
    return {
      value: [],
      problems: [...problems, { message: `arXiv refused the request: ${answer.refusal}` }],
    };
  const found = new Set(answer.sightings.map(({ sourceKey }) => sourceKey));
  const missing = ids.filter((id) => !found.has(id));
  return {
    value: answer.sightings,
    problems: [...problems, ...missing.map((id) => ({ where: id, message: "arXiv gave no paper for this id." }))],
  };
}

/** arXiv now and then gives an empty page where it says itself that there are results. */
async function read({ http, signal }: LookUpContext, url: string): Promise<Parsed<ArxivAnswer>> {
  for (let attempt = 1; ; attempt++) {
    const response = await http.get({ url, signal });
    const body = readBody(response);
    const { value: answer, problems } = parseQuery(body.value);
    const isAnswer = response.status === 200 || answer?.refusal !== undefined;
    if (!answer || !isAnswer) throw unreadable("arXiv", response, "something that is no answer of its API");
    const isEmpty = answer.sightings.length === 0 && answer.refusal === undefined;
    const isSurprising = !answer.isComplete || (isEmpty && answer.total > 0 && problems.length === 0);
    if (!isSurprising || (attempt === MOST_TRIES && !isEmpty))
      return { value: answer, problems: [...body.problems, ...problems] };
    if (attempt === MOST_TRIES) throw unreadable("arXiv", response, "a page without the papers that it counts");
  }
}
