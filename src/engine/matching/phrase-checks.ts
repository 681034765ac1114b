import type { Segment } from "../segment/segment.ts";
import { phraseCheck } from "./phrase.ts";
import { seek } from "./seek.ts";
import { type TermWindows, windowOf } from "./term-windows.ts";
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
  readonly #anyTerms: readonly TermWindows[];

  /** `terms` are those of the plan that the segment has. */
  constructor(segment: Segment, { phrases, anyPhrases, barredPhrases }: WeighedPlan, terms: readonly TermWindows[]) {
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
    const window = windowOf(document);
    for (const { documents, fields, mask, greatest, first, end } of this.#anyTerms) {
      if (greatest[window] === 0) continue;
      const at = seek(documents, first[window] as number, end, document);
      if (at < end && documents[at] === document && ((fields[at] as number) & mask) !== 0) return true;
    }
    return this.#any.some((check) => check(document));
  }
}
