import { parentPort } from "node:worker_threads";
import temml from "temml";
import { cleanMathml } from "./clean-mathml.ts";
import type { Answer, Question } from "./formula-thread.ts";

const MAX_OUTPUT_BYTES = 512_000;
/** Widest space and thickest line, in em: enough to set formulas apart, too little to draw with. */
const MAX_SIZE = 3;
const OPTIONS = {
  trust: false,
  strict: false,
  throwOnError: true,
  maxExpand: 200,
  maxSize: [MAX_SIZE, MAX_SIZE] as [number, number],
};

/** MathML of one formula; empty when it cannot be rendered. Deep nesting throws a RangeError whatever the options say. */
function renderFormula({ tex, isDisplay }: Question): string {
  let markup: string;
  try {
    markup = temml.renderToString(withCharacters(tex), { ...OPTIONS, displayMode: isDisplay });
  } catch {
    return "";
  }
  return Buffer.byteLength(markup) > MAX_OUTPUT_BYTES ? "" : (cleanMathml(markup) ?? "");
}

/** MathJax, which arXiv uses, names characters by number: `\unicode{x2013}`. */
function withCharacters(tex: string): string {
  return tex.replace(/\\unicode\{x([0-9a-fA-F]{1,5})\}/g, (_command, hex: string) => {
    const character = String.fromCodePoint(Number.parseInt(hex, 16));
    return /[%&#$_{}]/.test(character) ? `\\${character}` : `\\text{${character}}`;
  });
}

parentPort?.on("message", (question: Question) => {
  parentPort?.postMessage({
    kind: "rendered",
    id: question.id,
    mathml: renderFormula(question),
  } satisfies Answer);
});
// The first formula is slow, for all of the renderer is compiled then; its time must not count against a real one.
renderFormula({ id: 0, tex: "\\frac{x_1}{y^2}", isDisplay: false });
parentPort?.postMessage({ kind: "ready" } satisfies Answer);
