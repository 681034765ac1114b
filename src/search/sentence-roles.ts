/** What a paper can share with another: its problem, its method, its result. */
export type Facet = "problem" | "method" | "result";
export const FACETS: readonly Facet[] = ["problem", "method", "result"];

export interface RoledSentence {
  readonly text: string;
  readonly role: Facet;
}

const SENTENCE_END = /(?<=[.!?]["')\]]{0,2})\s+(?=[\p{Lu}\p{N}"'([$\\])/u;
/** Ends of words that end no sentence. */
const ABBREVIATION = /(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|fig|eq|sec|approx|no|dr|prof)|\b\p{Lu})\.$/iu;
const MOST_CHARACTERS = 20_000;

/** The sentences of a text, in order. */
export function sentencesOf(text: string): readonly string[] {
  const sentences: string[] = [];
  let isOpen = false;
  for (const piece of text.slice(0, MOST_CHARACTERS).trim().split(SENTENCE_END)) {
    if (isOpen) sentences.push(`${sentences.pop() ?? ""} ${piece}`);
    else if (piece !== "") sentences.push(piece);
    isOpen = ABBREVIATION.test(piece.slice(-12));
  }
  return sentences;
}

/** Phrases by which authors say what a sentence is about, strongest role first among equals. */
const CUES: Readonly<Record<Facet, RegExp>> = {
  result:
    /\b(?:results?|experiments?|experimental(?:ly)?|outperform\w*|improve[sd]?|improvements?|achiev\w+|state[- ]of[- ]the[- ]art|accurac\w+|evaluat\w+|demonstrat\w+|show(?:s|ed|n)?|find(?:s|ings?)?|found|observ\w+|surpass\w*|significant\w*|performance|superior\w*|reveal\w*|confirm\w*|conclude\w*|code (?:is|are|will be)|\d+(?:\.\d+)?\s?\\?%)/gi,
  method:
    /\b(?:we (?:propose|present|introduce|develop|describe|design|use|apply|train|formulate|extend|explore|build|adopt|employ|combine|construct|construe|cast|model|first|then)|is proposed|are proposed|this (?:paper|work|article) (?:proposes|presents|introduces|describes|develops)|novel|our (?:approach|method|model|framework|algorithm|system|architecture|technique)|approach|method|algorithm|framework|architecture|based on|consists? of|using|trained|by (?:combining|learning|using|leveraging|modell?ing)|leverag\w+|utili[sz]\w+)\b/gi,
  problem:
    /\b(?:however|although|despite|challeng\w+|problem|difficult\w*|remain[s]?|important|crucial|critical|recent(?:ly)?|existing|previous|prior|traditional(?:ly)?|most (?:of|existing|current)|many|has (?:been|become)|have (?:been|become)|is a (?:key|fundamental|core|challenging|central|task|long)|aims? to|task of|lack\w*|limited|limitation\w*|suffer\w*|fail\w*|little (?:is known|attention)|often|typically|widely|growing|increasing(?:ly)?|need for|interest in|studied)\b/gi,
};

/** Where in an abstract, from 0 to 1, sentences of a role stand, and how far around. */
const PLACES: Readonly<Record<Facet, { readonly middle: number; readonly width: number }>> = {
  problem: { middle: 0, width: 0.35 },
  method: { middle: 0.45, width: 0.3 },
  result: { middle: 1, width: 0.35 },
};
const PLACE_WEIGHT = 0.9;
const MOST_CUES = 3;

/** The sentences of an abstract with what each is about, judged by cue phrases and by where it stands. */
export function sentenceRoles(abstract: string): readonly RoledSentence[] {
  const sentences = sentencesOf(abstract);
  return sentences.map((text, at) => ({ text, role: roleOf(text, placeOf(at, sentences.length)) }));
}

const placeOf = (at: number, count: number): number => (count === 1 ? 0.5 : at / (count - 1));

function roleOf(sentence: string, place: number): Facet {
  const strength = (role: Facet): number => {
    const { middle, width } = PLACES[role];
    const nearness = Math.exp(-(((place - middle) / width) ** 2));
    return Math.min(MOST_CUES, sentence.match(CUES[role])?.length ?? 0) + PLACE_WEIGHT * nearness;
  };
  return FACETS.reduce((best, role) => (strength(role) > strength(best) ? role : best));
}
