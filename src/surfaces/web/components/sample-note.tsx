import type { Paper } from "../../../domain/paper.ts";

/** Says so where papers come from the edition that we ship. */
export function SampleNote({ papers }: { papers: readonly Paper[] }) {
  if (!papers.some(({ seenIn }) => seenIn.some(({ source }) => source === "sample"))) return <></>;
  return (
    <p class="sample-note">
      This is a sample edition; the summaries are ours, not the authors’ abstracts.{" "}
      <code>broadsheet sample remove</code> takes it away.
    </p>
  );
}
