import type { Author, Paper } from "../../../domain/paper.ts";
import { paperPath } from "../addresses.ts";
import { formatNumber } from "../../../lib/words.ts";
import type { Highlights } from "../../../search/highlight.ts";
import { MarkedText } from "./marked-text.tsx";

/** More names than these fold into a number: a byline should stay one. */
const MOST_NAMES = 6;
const MOST_FOUND = 3;

interface BylineProps {
  readonly paper: Pick<Paper, "id" | "authors" | "authorCount">;
  /** The names with what a search was for. */
  readonly marked?: Highlights["authors"] | undefined;
}

/**
 * A paper's byline in a list. The last place is not spent on saying that one more author is hidden; of those who are,
 * the ones that were searched for are named.
 */
export function Byline({ paper, marked = [] }: BylineProps) {
  const { authors, authorCount } = paper;
  const shown = authors.length <= MOST_NAMES + 1 ? authors : authors.slice(0, MOST_NAMES);
  const hidden = Math.max(authorCount, authors.length) - shown.length;
  const found = marked.slice(shown.length).filter((name) => name.some(({ isMatch }) => isMatch));
  if (shown.length === 0) return <AuthorNumber count={hidden} />;
  return (
    <p class="byline">
      <Names authors={shown} marked={marked} />
      {hidden > 0 && (
        <>
          {" "}
          <a class="others" href={`${paperPath(paper.id)}#authors`}>
            and {formatNumber(hidden)} more
          </a>
          {found.slice(0, MOST_FOUND).map((name, index) => (
            <>
              {index === 0 ? ", among them " : ", "}
              <bdi>
                <MarkedText segments={name} />
              </bdi>
            </>
          ))}
        </>
      )}
    </p>
  );
}

function AuthorNumber({ count }: { count: number }) {
  if (count === 0) return <></>;
  return <p class="byline">{count === 1 ? "1 author" : `${formatNumber(count)} authors`}, not named by the source</p>;
}

export function Names({ authors, marked = [] }: { authors: readonly Author[]; marked?: Highlights["authors"] }) {
  return (
    <>
      {authors.map(({ name }, index) => (
        <>
          {index > 0 && ", "}
          <bdi>
            <MarkedText segments={marked[index] ?? [{ text: name, isMatch: false }]} />
          </bdi>
        </>
      ))}
    </>
  );
}
