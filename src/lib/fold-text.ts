/** Marks that only decorate their letter. Those that are vowels of their own, as in Indic scripts, stay. */
const MARKS =
  /[[\p{Mn}&&[\p{Script=Inherited}\p{Script=Arabic}\p{Script=Cyrillic}\p{Script=Hebrew}]]--\p{Variation_Selector}]+/gv;
const URL = /https?:\/\/\S+/g;
const TEX_COMMAND = /\\[a-z]+/g;
const POSSESSIVE = /'s(?![\p{L}\p{N}_])/gu;

/** Whether there is nothing beyond U+007F. */
export const isAscii = (text: string): boolean => !/[\u0080-\uffff]/.test(text);

/** Without case, and without marks and forms of letters (NFKD) that only decorate. */
export function fold(text: string): string {
  return isAscii(text) ? text.toLowerCase() : text.normalize("NFKD").replace(MARKS, "").toLowerCase();
}

/** Without addresses, TeX commands and possessives. */
export function withoutNoise(folded: string): string {
  let clean = folded;
  if (clean.includes("http")) clean = clean.replace(URL, " ");
  if (clean.includes("\\")) clean = clean.replace(TEX_COMMAND, " ");
  if (clean.includes("'s")) clean = clean.replace(POSSESSIVE, "");
  return clean;
}
