/** What readers are told that a guess rests on. */
const TRAIT_WORDS: Readonly<Record<string, string>> = {
  words: "the words of title and abstract",
  code: "code",
  project: "a project page",
  "abstract length": "the length of the abstract",
  "title length": "the length of the title",
  "title names something": "a title that names something",
  "title asks": "a title that asks",
  "promises to release": "a word about releasing something",
  authors: "the number of authors",
  organisation: "any organisation being named",
};

/** A trait of the prior in words; a trait unknown here by its own name. */
export const traitInWords = (trait: string): string => TRAIT_WORDS[trait] ?? trait;
