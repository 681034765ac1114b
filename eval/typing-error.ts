const LETTERS = "abcdefghijklmnopqrstuvwxyz";

/** How a finger slips on one letter of a word. */
const SLIPS: readonly ((word: string, at: number, other: string) => string)[] = [
  (word, at, other) => word.slice(0, at) + other + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.slice(at + 1),
  (word, at) => word.slice(0, at) + word.charAt(at) + word.slice(at),
  (word, at) => swapped(word, Math.min(at, word.length - 2)),
];

const swapped = (word: string, at: number): string =>
  word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);

/**
 * A text with one letter wrong in one of its words of four letters or more: another letter, a letter dropped, doubled, or
 * swapped with the next. `random` gives numbers from 0 to 1. Undefined when no word is long enough.
 */
export function withTypingError(text: string, random: () => number): string | undefined {
  const pick = (count: number): number => Math.floor(random() * count);
  const words = [...text.matchAll(/[a-z]{4,}/gi)];
  const chosen = words[pick(words.length)];
  if (!chosen) return undefined;
  const [word] = chosen;
  for (;;) {
    const slip = SLIPS[pick(SLIPS.length)];
    const wrong = slip?.(word, pick(word.length), LETTERS.charAt(pick(LETTERS.length))) ?? word;
    // Two equal letters swapped, say, are no error.
    if (wrong.toLowerCase() !== word.toLowerCase())
      return text.slice(0, chosen.index) + wrong + text.slice(chosen.index + word.length);
  }
}
