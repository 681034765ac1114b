import type { Query, TextPart } from "../../domain/query.ts";
import { STOP_WORDS } from "../../lib/analysis.ts";
import type { Correction } from "../paper-question.ts";
import { piecesOf, type Piece } from "./pieces.ts";

/** Pieces that stand side by side where they match. */
export interface Wanted {
  readonly keys: readonly string[];
  /** As the question writes it. */
  readonly label: string;
  readonly field: TextPart["field"];
}

/** What of a question can be seen in a paper. Words that say nothing only where there are no others, or in phrases. */
export function wantedBy({ parts }: Query, corrections: readonly Correction[]): readonly Wanted[] {
  const texts = parts.filter((part) => part.kind === "text").filter(({ isExcluded }) => !isExcluded);
  const corrected = corrections.map(({ to }): TextPart => ({
    kind: "text",
    text: to,
    isPhrase: false,
    isExcluded: false,
  }));
  const wanted = [...texts, ...corrected].flatMap(readPart);
  const telling = wanted.filter(({ keys }) => keys.length > 1 || !STOP_WORDS.has(keys[0] ?? ""));
  return telling.length > 0 ? telling : wanted;
}

function readPart({ text, isPhrase, field }: TextPart): readonly Wanted[] {
  const pieces = piecesOf(text);
  const keys = pieces.map(({ key }) => key);
  if (isPhrase && field !== "author") return [{ keys, label: `“${text}”`, field }];
  const label = text.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}+#]+$/gu, "");
  return wordsOf(text, pieces).map((word) => ({ keys: word.map(({ key }) => key), label, field }));
}

/** Single pieces; characters without spaces by twos, as the index has them; a name with digits whole. */
function wordsOf(text: string, pieces: readonly Piece[]): readonly (readonly Piece[])[] {
  const isName = pieces.length > 1 && /\d/.test(text) && !/\s/.test(text);
  const words = pieces.filter(({ key }) => !(isName && /^\d+$/.test(key))).map((piece) => [piece]);
  const characters = pieces.filter(({ key }) => /^\P{ASCII}$/u.test(key));
  if (characters.length > 1) return characters.slice(1).map((piece, at) => [characters[at] ?? piece, piece]);
  return isName ? [pieces, ...words] : words;
}
