import type { Segment } from "../segment/segment.ts";
import { phraseCheck } from "./phrase.ts";
import { seek } from "./seek.ts";
import type { ScanTerm } from "./scan-term.ts";
import type { WeighedPlan } from "./weigh.ts";

type Check = (document: number) => boolean;

/** What only reading a document's words can tell. */
export class PhraseChecks {
  /** False when every candidate holds. */
  readonly isNeeded: boolean;
  readonly #hasChoice: boolean;
  readonly #required: readonly Check[];
  readonly #any: readonly Check[];
  readonly #barred: readonly Check[];
  readonly #words: Segment["words"];
  readonly #anyTerms: readonly ScanTerm[];

  /** `terms` are those of the plan that the segment has. */
  constructor(segment: Segment, { phrases, anyPhrases, barredPhrases }: WeighedPlan, terms: readonly ScanTerm[]) {
    this.#words = segment.words;
    this.#required = phrases.map((phrase) => phraseCheck(segment, phrase) ?? ((): boolean => false));
    this.#any = anyPhrases.flatMap((phrase) => phraseCheck(segment, phrase) ?? []);
    this.#barred = barredPhrases.flatMap((phrase) => phraseCheck(segment, phrase) ?? []);
    this.#anyTerms = terms.filter(({ isProof }) => isProof);
    this.isNeeded = phrases.length > 0 || anyPhrases.length > 0 || this.#barred.length > 0;
    this.#hasChoice = anyPhrases.length > 0;
  }

  passes(document: number): boolean {
    for (const check of this.#required) if (!check(document)) return false;
    if (this.#hasChoice && !this.#hasAny(document)) return false;
    for (const check of this.#barred) if (check(document)) return false;
    return true;
  }

  #hasAny(document: number): boolean {
    const { documents, fields } = this.#words;
    for (const { mask, start, end } of this.#anyTerms) {
      const at = seek(documents, start, end, document);
      if (at < end && documents[at] === document && ((fields[at] as number) & mask) !== 0) return true;
    }
    return this.#any.some((check) => check(document));
  }
}
