import type { SimilarPaper } from "../../../search/similar-papers.ts";

/** Words further down the list would tell little. */
const MOST_WORDS = 5;

/** What makes a paper like another, in one line. */
export function WhyAlike({ score, words }: Pick<SimilarPaper, "score" | "words">) {
  return (
    <p class="why-found">
      {words.length > 0 && <span>Shares {words.slice(0, MOST_WORDS).join(", ")}</span>}
      <span>Similarity {score.toFixed(2)}</span>
    </p>
  );
}
