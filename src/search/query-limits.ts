/** Characters that a question may have, different words, and words of a phrase. */
export const MOST_CHARACTERS = 2_000;
export const MOST_WORDS = 64;
export const MOST_PHRASE_WORDS = 32;
