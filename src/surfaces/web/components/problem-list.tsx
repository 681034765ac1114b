import type { Problem } from "../../../lib/parsed.ts";
import { counted, formatNumber } from "../../../lib/words.ts";

/** More problems than these tell nobody anything new. */
const MOST_PROBLEMS = 100;

/** Entries that could not be read, folded away. */
export function ProblemList({ problems }: { problems: readonly Problem[] }) {
  if (problems.length === 0) return <></>;
  const shown = problems.slice(0, MOST_PROBLEMS);
  return (
    <details class="problems">
      <summary>{counted(problems.length, "entry could not be read", "entries could not be read")} in full</summary>
      <ul>
        {shown.map((problem) => (
          <li>
            <b>{placeOf(problem)}</b> <span dir="auto">{problem.message}</span>
          </li>
        ))}
        {problems.length > shown.length && <li>and {formatNumber(problems.length - shown.length)} more</li>}
      </ul>
    </details>
  );
}

function placeOf({ line, where }: Problem): string {
  const parts = [line === undefined ? "" : `Line ${formatNumber(line)}`, where ?? ""].filter((part) => part !== "");
  return parts.length === 0 ? "" : `${parts.join(", ")}:`;
}
