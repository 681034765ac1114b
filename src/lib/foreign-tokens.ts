const FOREIGN = /[\u0080-\u{10ffff}]/gu;
const WORD_FROM_HERE = /[\p{L}\p{M}\p{N}]+/uy;
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

/** The words of a folded text that have letters beyond a to z; pairs of characters where a script has no spaces. */
export function foreignTokens(clean: string): string[] {
  const tokens: string[] = [];
  let end = 0;
  for (const { index } of clean.matchAll(FOREIGN)) {
    if (index < end) continue;
    let from = index;
    while (from > end && isPlain(clean.charCodeAt(from - 1))) from -= 1;
    WORD_FROM_HERE.lastIndex = from;
    const word = WORD_FROM_HERE.exec(clean)?.[0] ?? "";
    end = Math.max(from + word.length, index + 1);
    if (from + word.length > index) tokens.push(...tokensOf(word));
  }
  return tokens;
}

/** A letter from a to z, or a digit. */
const isPlain = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= 57);

function tokensOf(decomposed: string): string[] {
  const word = decomposed.normalize("NFC");
  if (!UNSPACED.test(word)) return [word.replace(/[øłđðıßæœþ]/g, (letter) => LATIN_LETTERS[letter] ?? letter)];
  const characters = Array.from(word);
  if (characters.length === 1) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
