import { categoryName } from "../../../domain/category.ts";
import { strongestIdentifier, type Identifier, type Scheme } from "../../../domain/identifier.ts";
import type { Paper } from "../../../domain/paper.ts";
import { DateOf } from "./times.tsx";

const SCHEME_NAMES: Record<Scheme, string> = {
  arxiv: "arXiv",
  doi: "doi",
  openreview: "OpenReview",
  acl: "ACL",
  url: "",
};

/** How an identifier is written for readers: `arXiv 2608.19880`. */
export const identifierWords = ({ scheme, value }: Identifier): string => `${SCHEME_NAMES[scheme]} ${value}`.trim();

const MOST_CATEGORIES = 3;

interface KickerProps {
  readonly paper: Paper;
  /** Where a category leads; without it categories are plain words. */
  readonly categoryPath?: ((category: string) => string) | undefined;
}

/** The line above a title: who, which fields, which identifier, when. */
export function Kicker({ paper, categoryPath }: KickerProps) {
  const identifier = strongestIdentifier(paper.identifiers);
  return (
    <p class="kicker">
      {paper.organization !== undefined && (
        <span class="organization">
          <bdi>{paper.organization}</bdi>
        </span>
      )}
      {paper.categories.length > 0 && (
        <span class="categories">
          {paper.categories.slice(0, MOST_CATEGORIES).map((category, index) => (
            <>
              {index > 0 && " "}
              <Category category={category} path={categoryPath?.(category)} />
            </>
          ))}
        </span>
      )}
      {identifier && <span class="identifier">{identifierWords(identifier)}</span>}
      {paper.venue !== undefined && <bdi>{paper.venue}</bdi>}
      {paper.published !== undefined && <DateOf date={paper.published} />}
    </p>
  );
}

function Category({ category, path }: { category: string; path: string | undefined }) {
  const title = categoryName(category) ?? category;
  return path === undefined ? (
    <span title={title}>{category}</span>
  ) : (
    <a href={path} title={title}>
      {category}
    </a>
  );
}
