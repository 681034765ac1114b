import type { Reason } from "../../../search/reasons.ts";

/** Why a paper is among the results, in one line. */
export function WhyFound({ reasons }: { reasons: readonly Reason[] }) {
  if (reasons.length === 0) return <></>;
  return (
    <p class="why-found">
      {reasons.map((reason) => (
        <span>{reasonWords(reason)}</span>
      ))}
    </p>
  );
}

function reasonWords(reason: Reason): string {
  switch (reason.kind) {
    case "exact":
      return reason.by === "identifier" ? "Goes by this identifier" : "Has exactly this title";
    case "words":
      return `Has ${reason.words.join(", ")}`;
    case "similarity":
      return `Similar in meaning (${reason.cosine.toFixed(2)})`;
    case "filters":
      return `Passes ${reason.filters.join(" ")}`;
  }
}
