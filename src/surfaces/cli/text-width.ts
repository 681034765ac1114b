/** Characters that a terminal sets two columns wide (Unicode East Asian Width, in the main). */
const WIDE =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\u3000-\u303F\uFF01-\uFF60]/u;
const ZERO_WIDTH = /[\p{M}\p{Cf}]/u;
const PLAIN = /^[\x20-\x7E]*$/;

/** Columns that a line takes in a terminal. */
export function textWidth(text: string): number {
  if (PLAIN.test(text)) return text.length;
  let width = 0;
  for (const character of text) width += ZERO_WIDTH.test(character) ? 0 : WIDE.test(character) ? 2 : 1;
  return width;
}

export function padTo(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - textWidth(text)));
}

/** Breaks a text into lines of at most `width` columns, at spaces; a longer word stands on a line of its own. */
export function wrapText(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  let used = 0;
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const wordWidth = textWidth(word);
    if (line !== "" && used + 1 + wordWidth > width) {
      lines.push(line);
      line = "";
      used = 0;
    }
    used += wordWidth + (line === "" ? 0 : 1);
    line = line === "" ? word : `${line} ${word}`;
  }
  return line === "" ? lines : [...lines, line];
}
