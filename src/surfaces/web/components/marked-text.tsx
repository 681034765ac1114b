import type { Formulas } from "../../../lib/math.ts";
import type { Highlights } from "../../../search/highlight.ts";
import { UpstreamText } from "./upstream-text.tsx";

const NO_FORMULAS: Formulas = new Map();

interface MarkedTextProps {
  readonly segments: Highlights["title"];
  /** Names have none. */
  readonly formulas?: Formulas;
}

/** Upstream's words with those marked that a search was for. */
export function MarkedText({ segments, formulas = NO_FORMULAS }: MarkedTextProps) {
  return (
    <>
      {segments.map(({ text, isMatch }) => {
        const words = <UpstreamText text={text} formulas={formulas} />;
        return isMatch ? <mark>{words}</mark> : words;
      })}
    </>
  );
}
