import { expect, it } from "vitest";
import { feedPage } from "./arxiv-feed-pages.ts";
import { oaiPage } from "./arxiv-oai-pages.ts";
import { queryPage } from "./arxiv-query-pages.ts";
import { BODY_FAULTS, MEANING_FAULTS, STATUS_FAULTS } from "./fault-matrix.ts";
import type { Fault } from "./faults.ts";
import { dailyPapersPage } from "./hugging-face-pages.ts";
import { changedFieldTypes, emptyPage, missingField, tokenExpired, tokenLoop } from "./meaning-faults.ts";
import type { Page } from "./page.ts";
import { anUpstreamPaper } from "./paper.ts";
import { createShelf } from "./shelf.ts";

const TODAY = "2026-08-20";
const papers = ["2608.01230", "2608.01231", "2608.01232"].map((id, index) =>
  anUpstreamPaper({ id, title: `Lanterns ${index}: größer`, featuredOn: [TODAY], votes: index }),
);
const shelf = createShelf(papers);

const oai = new URL("http://x/oai?verb=ListRecords&metadataPrefix=arXiv");
const token = "verb=ListRecords&metadataPrefix=arXiv&from=2026-08-20&until=2026-08-21&skip=2";
const oaiNext = new URL(
  `http://x/oai?verb=ListRecords&resumptionToken=${encodeURIComponent(encodeURIComponent(token))}`,
);
const daily = new URL("http://x/api/daily_papers?limit=3");

const rightPages: readonly (readonly [URL, Page])[] = [
  [new URL("http://x/atom/cs"), feedPage(new URL("http://x/atom/cs"), shelf, TODAY)],
  [
    new URL("http://x/api/query?id_list=2608.01230"),
    queryPage(new URL("http://x/api/query?id_list=2608.01230"), shelf, TODAY),
  ],
  [oai, oaiPage(oai, shelf, TODAY, 2)],
  [oaiNext, oaiPage(oaiNext, shelf, TODAY, 2)],
  [daily, dailyPapersPage(daily, shelf, TODAY)],
];

function apply(fault: Fault): Page[] {
  return rightPages.map(([url, right]) => fault(right, { url, headers: {} }));
}

const textOf = (page: Page | undefined): string => page?.body.toString() ?? "";

it.each(Object.entries({ ...STATUS_FAULTS, ...BODY_FAULTS, ...MEANING_FAULTS }))(
  "%s is not what upstream would have said",
  (_name, prepare) => {
    const rightAnswers = rightPages.map(([, right]) => right);
    expect(apply(prepare())).not.toEqual(rightAnswers);
  },
);

it("empties a page and keeps what leads to the next", () => {
  const [feed, , records, , items] = apply(emptyPage());
  expect(textOf(feed)).toContain("<subtitle>");
  expect(textOf(feed)).not.toContain("<entry>");
  expect(textOf(records)).toContain("<resumptionToken");
  expect(textOf(records)).not.toContain("<record>");
  expect(textOf(items)).toBe("[]");
});

it("leaves a field out of every record and out of nothing else", () => {
  const [feed, query, , , items] = apply(missingField("title"));
  expect(textOf(feed).match(/<title>/g)).toHaveLength(1);
  expect(textOf(query).match(/<title>/g)).toHaveLength(1);
  expect(textOf(items)).not.toContain('"title"');
});

it("changes types and keeps ids", () => {
  const items: unknown = JSON.parse(textOf(apply(changedFieldTypes()).at(-1)));
  expect(items).toMatchObject([{ paper: { id: "2608.01230", title: 7, upvotes: "0", authors: null } }, {}, {}]);
});

it("forgets tokens", () => {
  const [, , first, next] = apply(tokenExpired());
  expect(textOf(first)).toContain("<resumptionToken");
  expect(textOf(next)).toContain('<error code="badResumptionToken">');
});

it("turns tokens in a circle", () => {
  const [, , first, next] = apply(tokenLoop());
  const tokenOf = (page: Page | undefined): string | undefined =>
    /<resumptionToken[^>]*>([^<]+)/.exec(textOf(page))?.[1];
  expect(tokenOf(first)).toBeDefined();
  expect(tokenOf(next)).toBe(tokenOf(first));
});
