import { FORMULA_SYMBOLS, SUBSCRIPTS, SUPERSCRIPTS } from "./tex/formula-symbols.ts";
import { splitMath } from "./tex.ts";

/** A text whose formulas read as plain text, for mails, feeds and terminals: `$O(n^2)$` becomes `O(n²)`. */
export const withPlainFormulas = (text: string): string =>
  splitMath(text)
    .map((part) => (part.kind === "math" ? formulaToText(part.tex) : part.text))
    .join("");

/** Deeper groups than these are left as they are written. */
const MOST_DEPTH = 20;

/** A formula without its delimiters as readable text. What has no plain form stays as TeX. Linear in its length. */
export function formulaToText(tex: string): string {
  const reader = new FormulaReader(tex);
  return reader.readGroup(0).replace(/\s+/g, " ").trim();
}

const TOKEN = /\\[a-zA-Z]+\*?|\\[\s\S]|[\s\S]/gu;
const SPACES = new Set(["\\,", "\\;", "\\:", "\\ ", "\\quad", "\\qquad", "~", "&", "\\\\"]);
const SILENT = new Set(
  "\\! \\left \\right \\big \\Big \\bigl \\bigr \\Bigl \\Bigr \\limits \\nolimits \\displaystyle \\textstyle".split(
    " ",
  ),
);

class FormulaReader {
  readonly #tokens: readonly string[];
  #at = 0;

  constructor(tex: string) {
    this.#tokens = tex.match(TOKEN) ?? [];
  }

  /** Reads to the brace that closes the group; the outermost, 0, has none and goes to the end. */
  readGroup(depth: number): string {
    const closer = depth === 0 ? undefined : "}";
    let text = "";
    while (this.#at < this.#tokens.length && this.#tokens[this.#at] !== closer) text += this.#readPiece(depth);
    this.#at += 1;
    return text;
  }

  #readPiece(depth: number): string {
    const token = this.#tokens[this.#at++] ?? "";
    if (token === "{") return depth > MOST_DEPTH ? token : this.readGroup(depth + 1);
    if (token === "}") return "";
    if (token === "^") return script(this.#readArgument(depth), SUPERSCRIPTS, "^");
    if (token === "_") return script(this.#readArgument(depth), SUBSCRIPTS, "_");
    if (SPACES.has(token)) return " ";
    if (SILENT.has(token)) return "";
    return token.startsWith("\\") ? this.#readCommand(token.slice(1).replace(/\*$/, ""), depth) : token;
  }

  #readCommand(name: string, depth: number): string {
    if (name === "frac" || name === "dfrac" || name === "tfrac")
      return `${bracketed(this.#readArgument(depth))}/${bracketed(this.#readArgument(depth))}`;
    if (name === "sqrt") return `√${bracketed(this.#readArgument(depth))}`;
    const symbol = FORMULA_SYMBOLS.get(name);
    if (symbol !== undefined) return symbol;
    if (!/^[a-zA-Z]/.test(name)) return name;
    // What dresses its argument (\mathbf, \text, \hat) says nothing without it; what has none (\log, \max) is its own name.
    return this.#tokens[this.#at] === "{" ? this.#readArgument(depth) : name;
  }

  #readArgument(depth: number): string {
    while (this.#tokens[this.#at] === " ") this.#at += 1;
    if (this.#tokens[this.#at] === "}" || depth > MOST_DEPTH) return "";
    return this.#readPiece(depth + 1);
  }
}

const bracketed = (text: string): string => (/^[\p{L}\p{N}.]*$/u.test(text) ? text : `(${text})`);

/** Raised or lowered characters where Unicode has all of them, else the mark and the text. */
function script(text: string, characters: ReadonlyMap<string, string>, mark: string): string {
  if (text === "′" || text === "∘") return text === "∘" ? "°" : text;
  const all = Array.from(text, (character) => characters.get(character));
  return all.every((character) => character !== undefined) ? all.join("") : mark + bracketed(text);
}
