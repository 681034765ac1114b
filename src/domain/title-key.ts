import { hash } from "node:crypto";
import { texToText } from "../lib/tex.ts";

/** TeX commands and delimiters that two sources write differently for one text. */
const TEX_NOISE = /\\[a-z]+\s*|[$\\^_~]/giu;

/** Most text is plain ASCII, which folds four times faster. */
const BEYOND_ASCII = /[^ -~]/;

/**
 * The form under which titles are compared: compatibility forms folded (NFKD), accents, TeX, case and punctuation gone,
 * words joined by single spaces. Titles that differ only in how a source spells them have one key.
 */
export function titleKey(title: string): string {
  return foldWords(withoutTex(title.replace(/<[^<>]{1,40}>/g, " ")));
}

function withoutTex(text: string): string {
  if (!/[\\$^_~{}]/.test(text)) return text;
  const plain = text.includes("\\") ? texToText(text) : text;
  return plain.replace(/[{}]/g, "").replace(TEX_NOISE, " ");
}

function foldWords(text: string): string {
  if (!BEYOND_ASCII.test(text))
    return text
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, " ")
      .trim();
  const folded = text
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return folded.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

export function wordCount(key: string): number {
  return key === "" ? 0 : key.split(" ").length;
}

/** How much of an abstract says which paper it is: enough to be unlike any other, short enough to survive a clipped copy. */
const ABSTRACT_PREFIX = 160;

/** A short key of an abstract's beginning; undefined for text too short to tell papers apart. */
export function abstractKey(abstract: string): string | undefined {
  const prefix = foldWords(withoutTex(abstract.slice(0, 2 * ABSTRACT_PREFIX)))
    .replaceAll(" ", "")
    .slice(0, ABSTRACT_PREFIX);
  if (prefix.length < ABSTRACT_PREFIX / 2) return undefined;
  return hash("sha256", prefix, "base64url").slice(0, 16);
}

/**
 * Share of the shorter text's words that the other has too, 0 to 1. Two versions of one abstract stay far above one half;
 * abstracts of different papers in one field stay below it.
 */
export function wordOverlap(a: string, b: string): number {
  const wordsA = new Set(foldWords(a).split(" "));
  const wordsB = new Set(foldWords(b).split(" "));
  const [small, large] = wordsA.size <= wordsB.size ? [wordsA, wordsB] : [wordsB, wordsA];
  let shared = 0;
  for (const word of small) if (large.has(word)) shared += 1;
  return small.size === 0 ? 0 : shared / small.size;
}
