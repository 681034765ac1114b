import { titleKey, abstractKey } from "../../domain/title-key.ts";
import type { Embedder, StaticEmbedder } from "../../inference/embedder.ts";
import { indexTokens, STOP_WORDS } from "../../lib/analysis.ts";
import type { PaperChange, PaperKey, PaperReads } from "../../store/store.ts";
import { FUSION } from "../fusion-constants.ts";
import type { Likeness, LikenessQuestion } from "../paper-question.ts";
import { rankPool, type PaperText } from "../rank-pool.ts";
import type { Answering } from "./answer-question.ts";
import { vectorOf } from "./weigh-meaning.ts";

/** Papers that are compared exactly. */
const POOL = 100;
/** Words of the text that are searched: those that come most often, and first. */
const WORDS_SEARCHED = 24;

/** Papers like a text, best first: the best hundred by vectors and words, compared exactly. */
export async function findAlike(
  { index, embedder, deadline }: Answering,
  papers: Pick<PaperReads, "lastChangesOf">,
  { text, except, facet, limit }: LikenessQuestion,
): Promise<readonly Likeness[]> {
  const vector = await vectorOf(embedder, text);
  const { hits } = index.search(
    {
      should: [{ kind: "words", text: tellingWords(text).join(" ") }],
      must: [],
      mustNot: [],
      keywords: [],
      date: {},
      sort: "relevance",
      meaning: vector && { vector, weight: FUSION.similarVectorShare },
      limit: POOL,
      facets: [],
    },
    { deadline },
  );
  const pool = (await papers.lastChangesOf(hits.map(({ key }) => key as PaperKey))).flatMap(({ key, paper }) =>
    paper && key !== except ? [{ key, paper }] : [],
  );
  const paper = asPaper(text);
  const candidates = pool.filter((candidate) => !isSame(candidate.paper, paper));
  const alike = rankPool(
    paper,
    candidates.map((candidate) => candidate.paper),
    { facet, embedder: isStatic(embedder) ? embedder : undefined },
  );
  return candidates
    .map(({ key }, at) => ({ key: key as number, score: alike[at]?.score ?? 0, words: alike[at]?.words ?? [] }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, limit);
}

const isStatic = (embedder: Embedder): embedder is StaticEmbedder => "encode" in embedder;

/** The first line is the title. */
function asPaper(text: string): PaperText {
  const [title = "", ...rest] = text.split("\n");
  return { title, abstract: rest.join("\n") };
}

/** Another record of the same work. */
function isSame(one: NonNullable<PaperChange["paper"]>, other: PaperText): boolean {
  if (titleKey(one.title) === titleKey(other.title)) return true;
  const key = abstractKey(other.abstract);
  return key !== undefined && key === abstractKey(one.abstract);
}

function tellingWords(text: string): readonly string[] {
  const counts = new Map<string, number>();
  for (const token of indexTokens(text))
    if (!STOP_WORDS.has(token) && token.length > 1) counts.set(token, (counts.get(token) ?? 0) + 1);
  return [...counts]
    .toSorted((a, b) => b[1] - a[1])
    .slice(0, WORDS_SEARCHED)
    .map(([word]) => word);
}
