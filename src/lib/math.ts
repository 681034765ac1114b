import { type SafeHtml, trustedMarkup } from "./html.ts";
import { type Formula, formulasOf } from "./math/formula.ts";
import { FormulaCache } from "./math/formula-cache.ts";
import { FormulaThread } from "./math/formula-thread.ts";

/** Rendered formulas by their source, delimiters included. What is missing cannot be rendered, or not in time: show its source. */
export type Formulas = ReadonlyMap<string, SafeHtml>;

/** Renders TeX formulas to MathML, in a thread of its own and under limits, so that no formula can hold up a page. */
export interface MathRenderer extends AsyncDisposable {
  /** Renders the formulas of some texts. Never fails, and takes no longer than the page deadline. */
  prepare(texts: readonly string[]): Promise<Formulas>;
}

export interface MathRendererOptions {
  /** A formula that takes longer is never tried again. */
  readonly formulaDeadlineMs?: number;
  /** A page waits no longer; what is late is there for the next page. */
  readonly pageDeadlineMs?: number;
  readonly cacheBytes?: number;
}

export function createMathRenderer({
  formulaDeadlineMs = 250,
  pageDeadlineMs = 400,
  cacheBytes = 8 * 1024 * 1024,
}: MathRendererOptions = {}): MathRenderer {
  const cache = new FormulaCache(cacheBytes);
  const thread = new FormulaThread(formulaDeadlineMs);
  const underway = new Map<string, Promise<string | undefined>>();

  async function renderNow({ tex, isDisplay, source }: Formula): Promise<string | undefined> {
    const mathml = await thread.render(tex, isDisplay);
    if (mathml !== undefined) cache.set(source, mathml);
    underway.delete(source);
    return mathml;
  }

  function renderOnce(formula: Formula): Promise<string | undefined> {
    const rendering = underway.get(formula.source) ?? renderNow(formula);
    underway.set(formula.source, rendering);
    return rendering;
  }

  return {
    async prepare(texts) {
      const ready = new Map<string, SafeHtml>();
      const keep = (source: string, mathml: string | undefined): void => {
        if (mathml) ready.set(source, trustedMarkup(mathml));
      };
      const formulas = new Map(texts.flatMap(formulasOf).map((formula) => [formula.source, formula]));
      const late: Promise<void>[] = [];
      for (const [source, formula] of formulas) {
        const known = cache.get(source);
        if (known === undefined) late.push(renderOnce(formula).then((mathml) => keep(source, mathml)));
        else keep(source, known);
      }
      if (late.length > 0) await settledWithin(late, pageDeadlineMs);
      return new Map(ready);
    },
    [Symbol.asyncDispose]: () => thread[Symbol.asyncDispose](),
  };
}

async function settledWithin(promises: readonly Promise<void>[], deadlineMs: number): Promise<void> {
  const { promise: deadline, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, deadlineMs);
  await Promise.race([Promise.all(promises), deadline]);
  clearTimeout(timer);
}
