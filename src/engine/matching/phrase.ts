import { baseTokens } from "../../lib/analysis.ts";
import { FIELD_END, type Segment } from "../segment/segment.ts";
import { holdsPacked, packRun } from "./packed-run.ts";

/** Words that stand side by side in one field. */
export interface Phrase {
  /** In this order, without a gap. */
  readonly run: readonly string[];
  /** Names and words of other scripts, which the analysis appends to a field: somewhere in the same field. */
  readonly rest: readonly string[];
  /** Bit `n` set: text field `n` will do. */
  readonly fields: number;
}

/** `tokens` are those of `text` as the index has them. */
export function phraseOf(text: string, tokens: readonly string[], fields: number): Phrase {
  const plain = baseTokens(text);
  return plain.length === 0
    ? { run: tokens, rest: [], fields }
    : { run: plain, rest: tokens.slice(plain.length), fields };
}

/** Whether a document of the segment has the phrase; undefined when none can, as a word is missing. */
export function phraseCheck(segment: Segment, phrase: Phrase): ((document: number) => boolean) | undefined {
  const run = numbersOf(segment, phrase.run);
  const rest = numbersOf(segment, phrase.rest);
  if (!run || !rest) return undefined;
  const { fields } = phrase;
  const packed = packRun(segment, run);
  return (document) =>
    holdsPacked(segment.sequences, document, packed, fields) &&
    (rest.length === 0 || holdsPhrase(segment.sequenceOf(document), run, rest, fields));
}

function numbersOf(segment: Segment, words: readonly string[]): Uint32Array | undefined {
  const numbers = words.flatMap((word) => segment.words.find(word) ?? []);
  return numbers.length === words.length ? Uint32Array.from(numbers) : undefined;
}

function holdsPhrase(sequence: Uint32Array, run: Uint32Array, rest: Uint32Array, fields: number): boolean {
  let field = 0;
  let from = 0;
  for (let end = sequence.indexOf(FIELD_END); end >= 0; end = sequence.indexOf(FIELD_END, from)) {
    if ((fields & (1 << field)) !== 0) {
      const words = sequence.subarray(from, end);
      if (holdsRun(words, run) && rest.every((word) => words.includes(word))) return true;
    }
    field += 1;
    from = end + 1;
  }
  return false;
}

function holdsRun(words: Uint32Array, run: Uint32Array): boolean {
  const [first] = run;
  const last = words.length - run.length;
  for (let from = 0; from <= last; from++) {
    if (words[from] !== first) continue;
    let length = 1;
    while (length < run.length && words[from + length] === run[length]) length += 1;
    if (length === run.length) return true;
  }
  return false;
}
