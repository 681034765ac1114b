import { counted, formatNumber } from "../../../lib/words.ts";
import type { IndexProgress } from "../../../search/paper-index.ts";
import type { SearchPage } from "../../../search/search-page.ts";
import { searchPath, type SearchAddress } from "../addresses.ts";

interface SearchNotesProps {
  readonly found: SearchPage;
  readonly address: SearchAddress;
}

/** What a reader must know before the first result: what was not searched as it was written. */
export function SearchNotes({ found, address }: SearchNotesProps) {
  return (
    <>
      <IndexNote progress={found.progress} />
      <Corrections found={found} address={address} />
      {found.problems.map(({ message }) => (
        <p class="notice" dir="auto">
          {message}
        </p>
      ))}
    </>
  );
}

/** Says so while not all papers can be found. */
export function IndexNote({ progress: { indexed, total, isReady } }: { progress: IndexProgress }) {
  if (isReady) return <></>;
  return (
    <p class="notice" role="status">
      The index is still being built: {formatNumber(indexed)} of {counted(total, "paper")} can be found so far.
    </p>
  );
}

function Corrections({ found: { corrections, didYouMean, total }, address }: SearchNotesProps) {
  if (didYouMean === undefined) return <></>;
  const unknown = corrections.map(({ from }) => `“${from}”`).join(" or ");
  const meant = (
    <a href={searchPath({ ...address, page: 1, question: didYouMean })}>
      <bdi>{didYouMean}</bdi>
    </a>
  );
  return (
    <p class="notice">
      No paper has <bdi>{unknown}</bdi>. {total === 0 ? <>Did you mean {meant}?</> : <>Searched for {meant} instead.</>}
    </p>
  );
}
