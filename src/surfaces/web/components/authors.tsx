import type { Author, Paper } from "../../../domain/paper.ts";
import { paperPath } from "../addresses.ts";
import { formatNumber } from "../../../lib/words.ts";

/** More names than these fold into a number: a byline should stay one. */
const MOST_NAMES = 6;

/** A paper's byline in a list. The last place is not spent on saying that one more author is hidden. */
export function Byline({ paper }: { paper: Pick<Paper, "id" | "authors" | "authorCount"> }) {
  const { authors, authorCount } = paper;
  const shown = authors.length <= MOST_NAMES + 1 ? authors : authors.slice(0, MOST_NAMES);
  const hidden = Math.max(authorCount, authors.length) - shown.length;
  if (shown.length === 0) return <AuthorNumber count={hidden} />;
  return (
    <p class="byline">
      <Names authors={shown} />
      {hidden > 0 && (
        <>
          {" "}
          <a class="others" href={`${paperPath(paper.id)}#authors`}>
            and {formatNumber(hidden)} more
          </a>
        </>
      )}
    </p>
  );
}

function AuthorNumber({ count }: { count: number }) {
  if (count === 0) return <></>;
  return <p class="byline">{count === 1 ? "1 author" : `${formatNumber(count)} authors`}, not named by the source</p>;
}

export function Names({ authors }: { authors: readonly Author[] }) {
  return (
    <>
      {authors.map(({ name }, index) => (
        <>
          {index > 0 && ", "}
          <bdi>{name}</bdi>
        </>
      ))}
    </>
  );
}
