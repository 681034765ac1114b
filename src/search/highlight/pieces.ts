import { indexTokens } from "../../lib/analysis.ts";

/** A word of a text, or one character of a script without spaces, as the index sees it. */
export interface Piece {
  /** Equal for pieces that the index takes for the same. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
/** Formulas are taken whole: a mark inside would break them. */
const PIECE = /\$[^$\n]*\$|[a-z](?:\+\+|#)|[\p{L}\p{M}\p{N}]+(?:'s(?![\p{L}\p{N}_]))?/giu;

export function piecesOf(text: string): readonly Piece[] {
  return [...text.matchAll(PIECE)].flatMap(({ 0: found, index }): readonly Piece[] => {
    if (found.startsWith("$")) return [];
    if (UNSPACED.test(found)) return characters(found, index);
    // The last token is the whole word; those before it, if any, are its parts in a to z.
    const key = indexTokens(found).at(-1);
    return key === undefined ? [] : [{ key, start: index, end: index + found.length }];
  });
}

function characters(text: string, index: number): readonly Piece[] {
  let start = index;
  return Array.from(text, (character) => {
    const piece = { key: character.normalize("NFKD").toLowerCase(), start, end: start + character.length };
    start = piece.end;
    return piece;
  });
}
