/** Ends of abbreviations after which a sentence goes on. */
const ABBREVIATION =
  /(?:^|[\s(])(?:e\.g|i\.e|cf|vs|etc|al|fig|figs|eq|eqs|sec|ref|refs|no|approx|resp|dr|prof|st|w\.r\.t|a\.k\.a|[A-Z])\.$/i;
const MAX_EXTRACT = 420;
const SENTENCES = 2;
/** Nobody's two sentences are longer, and looking for their ends takes the square of it. */
const MOST_READ = 2_000;

/** The first two sentences of an abstract, or its beginning where these are long, cut between words and ended by `…`. */
export function extractOf(text: string, sentences = SENTENCES, maxLength = MAX_EXTRACT): string {
  const line = text.slice(0, MOST_READ).replace(/\s+/g, " ").trim();
  let end = 0;
  for (let count = 0; count < sentences && end < line.length; count += 1) {
    const next = sentenceEnd(line, end);
    if (next > maxLength && count > 0) break;
    end = next;
  }
  return end <= maxLength ? line.slice(0, end).trim() : cutBetweenWords(line, maxLength);
}

/** Where the sentence that begins at `from` ends. A dot within a number, a formula or an abbreviation ends none. */
function sentenceEnd(line: string, from: number): number {
  const stop = /[.!?]["”’)\]]*(?=\s)/g;
  stop.lastIndex = from;
  for (let match = stop.exec(line); match; match = stop.exec(line)) {
    const end = match.index + match[0].length;
    const begun = line.slice(Math.max(from, end - 12), end);
    const isInFormula = (line.slice(from, end).match(/\$/g)?.length ?? 0) % 2 === 1;
    const goesOn = /^\s+\p{Ll}/u.test(line.slice(end, end + 4));
    if (!isInFormula && !goesOn && !ABBREVIATION.test(begun)) return end;
  }
  return line.length;
}

/** A text of at most so many characters; what had to be cut ends between words with `…`. */
export function cutBetweenWords(text: string, maxLength: number): string {
  if (text.length <= maxLength) return text;
  const space = text.lastIndexOf(" ", maxLength - 1);
  const cut = text.slice(0, space > maxLength / 2 ? space : maxLength - 1).replace(/[\uD800-\uDBFF]$/, "");
  return `${cut.replace(/[\s,;:.–-]+$/, "")}…`;
}
