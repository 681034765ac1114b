import { expect, it } from "vitest";
import { feedPage } from "./arxiv-feed-pages.ts";
import { oaiPage } from "./arxiv-oai-pages.ts";
import { queryPage } from "./arxiv-query-pages.ts";
import { dailyPapersPage } from "./hugging-face-pages.ts";
import { anUpstreamPaper, type UpstreamPaper } from "./paper.ts";
import { createShelf } from "./shelf.ts";

const TODAY = "2026-08-20";

function feed(spec: string, ...papers: UpstreamPaper[]): { status: number; text: string } {
  const { status, body } = feedPage(new URL(`http://x/atom/${spec}`), createShelf(papers), TODAY);
  return { status, text: body.toString() };
}

function oai(search: string, papers: readonly UpstreamPaper[], pageSize = 2): string {
  return oaiPage(new URL(`http://x/oai?${search}`), createShelf(papers), TODAY, pageSize).body.toString();
}

function query(search: string, ...papers: UpstreamPaper[]): { status: number; text: string } {
  const { status, body } = queryPage(new URL(`http://x/api/query?${search}`), createShelf(papers), TODAY);
  return { status, text: body.toString() };
}

const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map(([, found = ""]) => found);
const announceTypes = (text: string): string[] => all(text, /<arxiv:announce_type>([^<]*)/g);

it("announces a paper as new where its primary category was asked for, and as a cross-listing elsewhere", () => {
  const paper = anUpstreamPaper({ categories: ["cs.CL", "cs.AI", "stat.ML"] });
  expect(announceTypes(feed("cs.CL", paper).text)).toEqual(["new"]);
  expect(announceTypes(feed("cs.AI", paper).text)).toEqual(["cross"]);
  expect(announceTypes(feed("CS.ai+cs.cl", paper).text)).toEqual(["new"]);
  expect(announceTypes(feed("stat", { ...paper, announceType: "replace" }).text)).toEqual(["replace-cross"]);
  expect(announceTypes(feed("math", paper).text)).toEqual([]);
});

it("is silent about sixth versions and about other days", () => {
  const versions = Array.from({ length: 6 }, () => ({ submitted: "2026-08-19T10:00:00Z" }));
  const replaced = anUpstreamPaper({ announceType: "replace", versions });
  expect(announceTypes(feed("cs", replaced, anUpstreamPaper({ announcedOn: "2026-08-19" })).text)).toEqual([]);
  expect(announceTypes(feed("cs", { ...replaced, versions: versions.slice(1) }).text)).toEqual(["replace"]);
});

it.each(["nonsense", "cs.CL+", "cs.CL.x", "cs.CL+bogus.XY"])("answers a feed of %j with an error in a feed", (spec) => {
  const { status, text } = feed(spec, anUpstreamPaper());
  expect(status).toBe(400);
  expect(text).toContain("<title>Feed error for query: ");
  expect(text).not.toContain("<entry>");
});

it("lists every record once over all pages, sent on by tokens that begin at the last day seen", () => {
  const days = ["2026-08-17", "2026-08-18", "2026-08-18", "2026-08-18", "2026-08-18", "2026-08-20", "2026-08-20"];
  const papers = days.map((announcedOn, index) => anUpstreamPaper({ id: `2608.0000${index}`, announcedOn }));
  const seen: string[] = [];
  let next: string | undefined = "verb=ListRecords&metadataPrefix=arXiv&from=2026-08-17&set=cs";
  while (next !== undefined && seen.length < 100) {
    const text = oai(next, papers);
    seen.push(...all(text, /<identifier>oai:arXiv\.org:([^<]*)/g));
    const [token] = all(text, /<resumptionToken[^>]*>([^<]*)/g);
    next = token === undefined ? undefined : `verb=ListRecords&resumptionToken=${encodeURIComponent(token)}`;
  }
  expect(seen).toEqual(papers.map(({ id }) => id));
});

it.each([
  ["verb=ListRecords&metadataPrefix=arXiv&from=2026-08-21", "noRecordsMatch"],
  ["verb=ListRecords&metadataPrefix=arXiv&set=math", "noRecordsMatch"],
  ["verb=ListRecords&metadataPrefix=marc", "cannotDisseminateFormat"],
  ["verb=ListRecords&metadataPrefix=arXiv&from=2004-01-01", "badArgument"],
  ["verb=ListRecords&metadataPrefix=arXiv&until=2026-08-22", "badArgument"],
  ["verb=ListRecords&metadataPrefix=arXiv&from=yesterday", "badArgument"],
  ["verb=ListRecords&metadataPrefix=arXiv&from=2026-08-21&until=2026-08-20", "badArgument"],
  ["verb=ListRecords&metadataPrefix=arXiv&metadataPrefix=arXiv", "badArgument"],
  ["verb=ListRecords&resumptionToken=x&metadataPrefix=arXiv", "badArgument"],
  ["verb=ListRecords&resumptionToken=verb%3DListIdentifiers", "badResumptionToken"],
  ["verb=ListEverything", "badVerb"],
  ["verb=GetRecord&identifier=oai:arXiv.org:0000.0000&metadataPrefix=arXiv", "idDoesNotExist"],
])("answers OAI-PMH %s with %s", (search, code) => {
  expect(oai(search, [anUpstreamPaper()])).toContain(`<error code="${code}">`);
});

it("selects records by set, from the group down to the category", () => {
  const papers = [anUpstreamPaper(), anUpstreamPaper({ id: "2608.00002", categories: ["hep-th", "math.NA"] })];
  const found = (set: string): string[] =>
    all(oai(`verb=ListIdentifiers&metadataPrefix=arXiv&set=${set}`, papers), /<identifier>oai:arXiv\.org:([^<]*)/g);
  expect(found("cs")).toEqual(["2608.01234"]);
  expect(found("cs:cs:AI")).toEqual(["2608.01234"]);
  expect(found("physics:hep-th")).toEqual(["2608.00002"]);
  expect(found("math:math:NA")).toEqual(["2608.00002"]);
});

it("tells versions, withdrawals and deletions in records", () => {
  const versions = [{ submitted: "2026-08-01T10:00:00Z" }, { submitted: "2026-08-19T10:00:00Z", isWithdrawn: true }];
  const withdrawn = oai("verb=ListRecords&metadataPrefix=arXivRaw", [anUpstreamPaper({ versions })]);
  expect(withdrawn).toContain('<version version="v1"><date>Sat, 01 Aug 2026 10:00:00 GMT</date>');
  expect(withdrawn).toContain("<size>0kb</size><source_type>I</source_type>");
  const deleted = oai("verb=ListRecords&metadataPrefix=arXiv", [anUpstreamPaper({ isDeleted: true })]);
  expect(deleted).toContain('<header status="deleted">');
  expect(deleted).not.toContain("<metadata>");
});

it("finds papers by id, with and without version, and drops the unknown without a word", () => {
  const paper = anUpstreamPaper({
    versions: [{ submitted: "2026-08-01T10:00:00Z" }, { submitted: "2026-08-19T10:00:00Z" }],
  });
  const old = anUpstreamPaper({ id: "math/0611800" });
  const ids = (list: string): string[] =>
    all(query(`id_list=${list}`, paper, old).text, /<id>http:\/\/arxiv\.org\/abs\/([^<]*)/g);
  expect(ids("2608.01234,2608.99999")).toEqual(["2608.01234v2"]);
  expect(ids("2608.01234v1")).toEqual(["2608.01234v1"]);
  expect(ids("2608.01234v3")).toEqual([]);
  expect(ids("math.CA/0611800,math/0611800")).toEqual(["math/0611800v1", "math/0611800v1"]);
});

it.each([
  ["id_list=abc", 400, "incorrect id format for abc"],
  ["start=notanumber&search_query=all:x", 200, "start must be an integer"],
  ["max_results=2001&search_query=all:x", 400, "max_results must be at most 2000"],
])("answers the query %s with %i and an entry that is an error", (search, status, problem) => {
  const answer = query(search, anUpstreamPaper());
  expect(answer.status).toBe(status);
  expect(answer.text).toContain("/api/errors#");
  expect(answer.text).toContain(`<summary>${problem}</summary>`);
  expect(answer.text).not.toContain("<published>");
});

it("pages through a search, newest first", () => {
  const papers = [1, 2, 3].map((day) =>
    anUpstreamPaper({ id: `2608.0000${day}`, versions: [{ submitted: `2026-08-0${day}T10:00:00Z` }] }),
  );
  const search = "search_query=cat:cs.CL+OR+cat:math.NA&sortBy=submittedDate&sortOrder=descending&max_results=2";
  const ids = (start: number): string[] =>
    all(query(`${search}&start=${start}`, ...papers).text, /<id>http:\/\/arxiv\.org\/abs\/([^<]*)/g);
  expect([ids(0), ids(2), ids(4)]).toEqual([["2608.00003v1", "2608.00002v1"], ["2608.00001v1"], []]);
  const within = query("search_query=submittedDate:[202608020000+TO+202608022359]", ...papers).text;
  expect(all(within, /<opensearch:totalResults>(\d+)/g)).toEqual(["1"]);
});

it("pages through a day of Hugging Face by links, and is empty past the end", () => {
  const papers = [1, 2, 3].map((number) =>
    anUpstreamPaper({ id: `2608.0000${number}`, featuredOn: [TODAY], votes: 0 }),
  );
  const get = (search: string): ReturnType<typeof dailyPapersPage> =>
    dailyPapersPage(new URL(`http://x/api/daily_papers?${search}`), createShelf(papers), TODAY);
  const first = get(`date=${TODAY}&limit=2`);
  expect(first.headers["link"]).toBe(`<http://x/api/daily_papers?date=${TODAY}&limit=2&p=1>; rel="next"`);
  expect(JSON.parse(first.body.toString())).toHaveLength(2);
  const last = get(`date=${TODAY}&limit=2&p=1`);
  expect(last.headers["link"]).toBeUndefined();
  expect(JSON.parse(last.body.toString())).toMatchObject([{ paper: { id: "2608.00003", upvotes: 0 }, numComments: 0 }]);
  expect(get(`date=${TODAY}&limit=2&p=2`).body.toString()).toBe("[]");
  expect(get("date=2026-08-22").body.toString()).toBe("[]");
  expect(get("date=yesterday").status).toBe(400);
  expect(get("date=2026-02-30").status).toBe(400);
  expect(get("limit=101").status).toBe(400);
});
