import type { Paper } from "../../../domain/paper.ts";
import { identifierUrl } from "../../../domain/identifier.ts";
import { scriptJson } from "../../../lib/html.ts";
import { paperPath } from "../addresses.ts";

interface CitationTagsProps {
  readonly paper: Paper;
  readonly publicUrl: string | undefined;
}

/** What reference managers and search engines read: Highwire `citation_*` tags, and schema.org as JSON-LD. */
export function CitationTags({ paper, publicUrl }: CitationTagsProps) {
  return (
    <>
      {citationTags(paper, publicUrl).map(([name, content]) => (
        <meta name={`citation_${name}`} content={content} />
      ))}
      <script type="application/ld+json">{scriptJson(scholarlyArticle(paper, publicUrl))}</script>
    </>
  );
}

function valueOf({ identifiers }: Paper, scheme: string): string | undefined {
  return identifiers.find((identifier) => identifier.scheme === scheme)?.value;
}

function citationTags(paper: Paper, publicUrl: string | undefined): readonly (readonly [string, string])[] {
  const arxivId = valueOf(paper, "arxiv");
  const tags: readonly (readonly [string, string | undefined])[] = [
    ["title", paper.title],
    ...paper.authors.map(({ name }) => ["author", name] as const),
    ["publication_date", slashed(paper.published)],
    ["online_date", slashed(paper.updated)],
    ["doi", valueOf(paper, "doi")],
    ["arxiv_id", arxivId],
    ["pdf_url", arxivId && `https://arxiv.org/pdf/${arxivId}`],
    ["abstract_html_url", publicUrl && new URL(paperPath(paper.id), publicUrl).href],
    ["keywords", paper.categories.length > 0 ? paper.categories.join("; ") : undefined],
    ["conference_title", paper.venue],
  ];
  return tags.filter((tag): tag is readonly [string, string] => tag[1] !== undefined && tag[1] !== "");
}

/** Highwire writes `2026/08/21`; dates without a year say too little. */
const slashed = (date: string | undefined): string | undefined =>
  date?.startsWith("--") === false ? date.slice(0, 10).replaceAll("-", "/") : undefined;

function scholarlyArticle(paper: Paper, publicUrl: string | undefined): object {
  return {
    "@context": "https://schema.org",
    "@type": "ScholarlyArticle",
    headline: paper.title,
    author: paper.authors.map(({ name }) => ({ "@type": "Person", name })),
    datePublished: paper.published?.startsWith("--") === true ? undefined : paper.published,
    abstract: paper.abstract,
    identifier: paper.identifiers.map(({ scheme, value }) => `${scheme}:${value}`),
    sameAs: paper.identifiers.map(identifierUrl),
    url: publicUrl && new URL(paperPath(paper.id), publicUrl).href,
  };
}
