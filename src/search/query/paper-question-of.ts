import type { Clause, KeywordFilter } from "../../engine/question.ts";
import type { FilterPart, Query, SearchMode, SearchSort, TextPart } from "../../domain/query.ts";
import { indexTokens, STOP_WORDS } from "../../lib/analysis.ts";
import type { Day } from "../../lib/day.ts";
import type { FusionConstants } from "../fusion-constants.ts";
import type { PaperMeaning, PaperQuestion } from "../paper-question.ts";
import type { ChosenFilters } from "../search-request.ts";
import { dateRangeOf } from "./date-range.ts";

export interface QuestionSettings {
  readonly mode: SearchMode;
  readonly sort: SearchSort;
  readonly today: Day;
  readonly filters: ChosenFilters;
  readonly constants: FusionConstants;
}

/** A query as the index of papers is asked. */
export function paperQuestionOf(query: Query, settings: QuestionSettings): PaperQuestion {
  const { sort, today, filters } = settings;
  const texts = query.parts.filter((part) => part.kind === "text");
  const plain = texts.filter(({ isPhrase, isExcluded, field }) => !isPhrase && !isExcluded && field === undefined);
  const firm = texts.filter((part) => !part.isExcluded && !plain.includes(part));
  const words = plain.map(({ text }) => text).join(" ");
  const meaning = sort === "relevance" ? meaningOf(texts, settings) : undefined;
  const wanted: Clause[] = words === "" ? [] : [{ kind: "words", text: searchedWords(words, settings.constants) }];
  // A list by date of all papers with any of the words would be a list of nearly all papers.
  const isEachNeeded = sort !== "relevance";
  return {
    should: isEachNeeded ? [] : wanted,
    must: [...(isEachNeeded ? wanted : []), ...firm.map(clauseOf)],
    mustNot: texts.filter(({ isExcluded }) => isExcluded).map(clauseOf),
    keywords: [...keywordFilters(query), ...chosenFilters(filters)],
    date: dateRangeOf(query, today),
    sort,
    meaning,
  };
}

/** Authors are named in either order, with initials or without: all parts of the name, side by side or not. */
function clauseOf({ text, isPhrase, field }: TextPart): Clause {
  if (field === "author") return { kind: "words", text, field: "authors" };
  return { kind: isPhrase ? "phrase" : "words", text, field };
}

/** What nearness is measured to: all that is said of a paper's content. */
function meaningOf(texts: readonly TextPart[], { mode, constants }: QuestionSettings): PaperMeaning | undefined {
  if (mode === "words") return undefined;
  const said = texts.flatMap((part) => (part.isExcluded || part.field === "author" ? [] : [part.text])).join(" ");
  if (said === "") return undefined;
  const text = searchedWords(said, constants);
  return mode === "meaning"
    ? { text, share: 1, isGated: false }
    : { text, share: constants.meaningShare, isGated: true };
}

/** Words by which people speak of the search itself, as `baseTokens` writes them. */
const QUESTION_WORDS: ReadonlySet<string> = new Set(
  "point direct which could can paper article study studie work research literature find show list give recommend suggest look looking search explore any some there propose proposed discuss discusse address addresse investigate introduce present provide".split(
    " ",
  ),
);

/** Drops from a whole sentence what does not tell papers apart. Never everything. */
function searchedWords(text: string, { sentenceFrom }: FusionConstants): string {
  const words = text.split(" ");
  if (words.length < sentenceFrom) return text;
  const telling = words.filter((word) => {
    const tokens = indexTokens(word);
    return tokens.some((token) => !STOP_WORDS.has(token) && !QUESTION_WORDS.has(token));
  });
  return telling.length === 0 ? text : telling.join(" ");
}

function keywordFilters({ parts }: Query): readonly KeywordFilter[] {
  return parts.filter((part) => part.kind === "filter").flatMap(keywordsOf);
}

/** A venue must have all words that are asked for. */
function keywordsOf({ name, values }: FilterPart): readonly KeywordFilter[] {
  if (name !== "venue") return [{ name, anyOf: values }];
  return values.flatMap(indexTokens).map((word) => ({ name, anyOf: [word] }));
}

const chosenFilters = (filters: ChosenFilters): readonly KeywordFilter[] =>
  Object.entries(filters).flatMap(([name, anyOf]) => (anyOf.length === 0 ? [] : [{ name, anyOf }]));
