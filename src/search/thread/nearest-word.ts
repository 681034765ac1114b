import { lettersOf, type StringTable } from "./string-table.ts";

const SHORTEST = 4;
/** Of so many letters on, two may be wrong. */
const LONG = 8;
const LONGEST = 40;
/** Two words of the same distance are told apart by how frequent they are; a first letter is seldom wrong. */
const FIRST_LETTER = 3;

/** The most probable spelling of a word among those that are in use, at most two letters away. */
export function nearestWord(words: StringTable, counts: Uint32Array, wrong: string): string | undefined {
  const wanted = new TextEncoder().encode(wrong);
  if (wanted.length < SHORTEST || wanted.length > LONGEST) return undefined;
  const most = wanted.length < LONG ? 1 : 2;
  const distance = createDistance(wanted, most);
  const letters = lettersOf(wanted, 0, wanted.length);
  let best: { readonly word: number; readonly score: number } | undefined;
  for (let word = 0; word < words.count; word += 1) {
    if (Math.abs(words.lengthOf(word) - wanted.length) > most) continue;
    if (bitsOf((words.letters[word] as number) ^ letters) > 2 * most) continue;
    const count = counts[word] as number;
    if (count === 0) continue;
    const start = words.start[word] as number;
    const away = distance(words.bytes, start, words.start[word + 1] as number);
    if (away === 0 || away > most) continue;
    const isSameStart = words.bytes[start] === wanted[0];
    const score = Math.log(count) - 6 * away - (isSameStart ? 0 : FIRST_LETTER);
    if (!best || score > best.score) best = { word, score };
  }
  return best && words.at(best.word);
}

/** How many bits are set (Warren, Hacker's Delight, 5-1). */
function bitsOf(word: number): number {
  const pairs = word - ((word >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/**
 * Letters to add, drop, change or swap to make one word of the other (Damerau-Levenshtein, optimal string alignment), or any
 * greater number than `most` when they are more.
 */
function createDistance(wanted: Uint8Array, most: number): (bytes: Uint8Array, start: number, end: number) => number {
  const width = wanted.length + 1;
  let [before, above, row] = [new Uint8Array(width), new Uint8Array(width), new Uint8Array(width)];
  return (bytes, start, end) => {
    for (let j = 0; j < width; j += 1) above[j] = j;
    for (let i = 1; i <= end - start; i += 1) {
      const letter = bytes[start + i - 1];
      let least = (row[0] = i);
      for (let j = 1; j < width; j += 1) {
        const isSame = letter === wanted[j - 1];
        let cost = Math.min(
          (above[j] as number) + 1,
          (row[j - 1] as number) + 1,
          (above[j - 1] as number) + (isSame ? 0 : 1),
        );
        const isSwapped = i > 1 && j > 1 && letter === wanted[j - 2] && bytes[start + i - 2] === wanted[j - 1];
        if (isSwapped) cost = Math.min(cost, (before[j - 2] as number) + 1);
        row[j] = cost;
        least = Math.min(least, cost);
      }
      if (least > most) return least;
      [before, above, row] = [above, row, before];
    }
    return above[width - 1] as number;
  };
}
