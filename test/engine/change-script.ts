import type { SmallDocument } from "./small-index.ts";

/** One change of a script that is the same whoever plays it: number `n` always puts and removes the same. */
export interface ScriptedChange {
  readonly put: readonly SmallDocument[];
  readonly remove: readonly number[];
}

const KEYS = 8_000;
const WORDS = ["graph", "neural", "rare", "model", "quantum", "深度学习", "c++", "gpt-4", "protein", "lattice"];

/** Numbers from 0 to 1 that follow from a seed alone (mulberry32). */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function scriptedChange(number: number): ScriptedChange {
  const next = numbersFrom(number);
  const below = (limit: number): number => Math.floor(next() * limit);
  const words = (): string => Array.from({ length: 1 + below(8) }, () => WORDS[below(WORDS.length)]).join(" ");
  // Many at once, so that merges grow large enough for a thread of their own.
  const count = number % 2 === 0 ? 500 : 1 + below(30);
  const put = Array.from({ length: count }, () => ({
    key: below(KEYS),
    title: `${words()} change${number}`,
    body: words(),
    kind: "abc".charAt(below(3)),
    date: below(5_000),
  }));
  const remove = Array.from({ length: below(40) }, () => below(KEYS));
  return { put, remove };
}

/** Plays a change on a model: puts first, then removals. */
export function playOn(model: Map<number, SmallDocument>, { put, remove }: ScriptedChange): void {
  for (const document of put) model.set(document.key, document);
  for (const key of remove) model.delete(key);
}
