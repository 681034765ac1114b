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

/** Marks that only decorate their letter. Those that are vowels of their own, as in Indic scripts, stay. */
const MARKS =
  /[[\p{Mn}&&[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Hebrew}]]--\p{Variation_Selector}]+/gv;
const URL = /https?:\/\/\S+/g;
const TEX_COMMAND = /\\[a-z]+/g;
const POSSESSIVE = /'s(?![\p{L}\p{N}_])/gu;
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
  const clean = withoutNoise(fold(text));
  const tokens = wordsOf(clean);
  if (/\d|[+#]/.test(clean)) for (const [name] of clean.matchAll(NAME)) if (/\d|[+#]/.test(name)) tokens.push(name);
  if (!isAscii(clean))
    for (const [word] of clean.matchAll(ANY_WORD)) if (!isAscii(word)) tokens.push(...foreignTokens(word));
  return tokens;
}

const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

function fold(text: string): string {
  return isAscii(text) ? text.toLowerCase() : text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}

function withoutNoise(folded: string): string {
  let clean = folded;
  if (clean.includes("http")) clean = clean.replace(URL, " ");
  if (clean.includes("\\")) clean = clean.replace(TEX_COMMAND, " ");
  if (clean.includes("'s")) clean = clean.replace(POSSESSIVE, "");
  return clean;
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

/** Parts with digits somewhere, joined by single signs; or a short letter with the signs of a programming language. */
const NAME = /(?<![a-z0-9])(?:[a-z0-9]+(?:[-._/:][a-z0-9]+)+|[a-z](?:\+\+|#))/g;
const ANY_WORD = /[\p{L}\p{M}\p{N}]+/gu;
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LATIN_LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ð: "d",
  ı: "i",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  þ: "th",
};

function foreignTokens(decomposed: string): string[] {
  const word = decomposed.normalize("NFC");
  if (!UNSPACED.test(word)) return [word.replace(/[øłđðıßæœþ]/g, (letter) => LATIN_LETTERS[letter] ?? letter)];
  const characters = Array.from(word);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
