import { fold, withoutNoise } from "./fold-text.ts";
import { foreignTokens } from "./foreign-tokens.ts";
import { scanWords, type TokenSink } from "./scan-words.ts";

/** English words that say nothing of what a text is about, as `baseTokens` writes them. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    "a about above after again against all also although am an and any are as at be because been before being below between both but " +
    "by can cannot could did do doe doing down during each either etc ever few for from further had has have having he her here " +
    "herself him himself his how however i if in into is it itself just ll may me might more most must my myself neither no nor not " +
    "of off on once one only or other our out over own per rather re same she should since so some such than that the their them " +
    "themselve then there therefore these they this those though through thu thus to too toward under until up upon us use used using " +
    "ve very via was we were what when where whether which while who whom whose why will with within without would yet you your"
  ).split(" "),
);

const WORD = /[a-z0-9]+/g;

/**
 * The words of a text as the embedder, the index and queries see them: accents, case, addresses, TeX commands and plural
 * endings gone, only Latin letters and digits left. The model's vocabulary rests on these exact rules.
 */
export function baseTokens(text: string): string[] {
  return wordsOf(withoutNoise(fold(text)));
}

/**
 * `baseTokens`, and what they would take apart: names with digits (`gpt-4`, `2501.01234`), `c++` and `c#`, and words with
 * letters beyond a to z. Chinese, Japanese and Korean, written without spaces, become pairs of characters.
 */
export function indexTokens(text: string): string[] {
  const tokens: string[] = [];
  readIndexTokens(text, (utf8, from, to) => tokens.push(Buffer.from(utf8.subarray(from, to)).toString()));
  return tokens;
}

let scratch = Buffer.alloc(65_536);

/** The same tokens as bytes, without a string for each: indexes are built several times faster so. */
export function readIndexTokens(text: string, sink: TokenSink): void {
  const clean = withoutNoise(fold(text));
  // A code unit takes three bytes of UTF-8 at most.
  if (3 * clean.length > scratch.length) scratch = Buffer.alloc(6 * clean.length);
  const length = scratch.write(clean);
  scanWords(scratch, length, sink);
  if (length === clean.length) return;
  for (const token of foreignTokens(clean)) {
    const utf8 = Buffer.from(token);
    sink(utf8, 0, utf8.length);
  }
}

function wordsOf(clean: string): string[] {
  const words: string[] = clean.match(WORD) ?? [];
  for (let index = 0; index < words.length; index++) {
    const word = words[index] as string;
    if (word.charCodeAt(word.length - 1) === LETTER_S && word.length > 3) words[index] = singular(word);
  }
  return words;
}

const LETTER_S = 115;

/** Harman's S-stemmer, a little extended. */
function singular(word: string): string {
  if (/(?:ss|us|is)$/.test(word)) return word;
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.slice(0, /(?:sse|[xz]e|[cs]he)s$/.test(word) ? -2 : -1);
}
