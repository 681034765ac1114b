import { MAX_NESTING } from "./formula.ts";

const ELEMENTS = new Set(
  (
    "math maction menclose merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt mstyle " +
    "msub msubsup msup mtable mtd mtext mtr munder munderover none"
  ).split(" "),
);
const ATTRIBUTES = new Set(
  (
    "accent accentunder class columnalign columnlines columnspacing columnspan depth display displaystyle fence form height largeop " +
    "linethickness lspace mathsize mathvariant maxsize minsize movablelimits notation rowlines rowspacing rspace scriptlevel separator " +
    "stretchy symmetric voffset width"
  ).split(" "),
);
const TAG = /<(\/?)([a-z]+)((?:\s+[\w:-]+=(?:"[^"<>]*"|'[^'<>]*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:-]+)=("[^"]*"|'[^']*')/g;

/**
 * Checks that markup is presentation MathML and nothing else, nested within limits; undefined when it is not. Attributes that
 * style, link or name are taken out, so that no formula can leave its line and the page needs no inline styles.
 */
export function cleanMathml(markup: string): string | undefined {
  let isClean = markup.startsWith("<math");
  let depth = 0;
  const cleaned = markup.replace(TAG, (_tag, slash: string, name: string, attributes: string, end: string) => {
    if (end === "") depth += slash === "" ? 1 : -1;
    if (!ELEMENTS.has(name) || depth > MAX_NESTING) isClean = false;
    return `\u0000${slash}${name}${cleanAttributes(attributes)}${end}\u0001`;
  });
  if (!isClean || /[<>]/.test(cleaned)) return undefined;
  return cleaned.replaceAll("\u0000", "<").replaceAll("\u0001", ">");
}

function cleanAttributes(attributes: string): string {
  const kept = Array.from(attributes.matchAll(ATTRIBUTE)).filter(([, name = ""]) => ATTRIBUTES.has(name));
  return kept.map(([attribute]) => ` ${attribute}`).join("");
}
