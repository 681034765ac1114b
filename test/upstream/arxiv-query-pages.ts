import { createHash } from "node:crypto";
import { element, escapeXml, lines, page, type Page } from "./page.ts";
import { firstVersion, lastVersion, type UpstreamPaper, type UpstreamVersion } from "./paper.ts";
import { isOnArxiv, type Shelf } from "./shelf.ts";

const ATOM = "application/atom+xml; charset=UTF-8";
const MOST_RESULTS = 2000;
const ID = /^((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?\/\d{7}))(?:v(\d+))?$/;

interface Hit {
  readonly paper: UpstreamPaper;
  readonly number: number;
  readonly version: UpstreamVersion;
}

/** arXiv's query API: `id_list`, or a `search_query` of `cat:`, `ti:`, `au:`, `all:` and `submittedDate:[… TO …]`. */
export function queryPage(url: URL, shelf: Shelf, today: string): Page {
  const query = url.searchParams;
  const start = Number(query.get("start") ?? 0);
  const most = Number(query.get("max_results") ?? 10);
  if (!Number.isInteger(start) || start < 0) return errorPage(200, "start must be an integer", today);
  if (!Number.isInteger(most) || most < 0) return errorPage(200, "max_results must be an integer", today);
  if (most > MOST_RESULTS) return errorPage(400, `max_results must be at most ${MOST_RESULTS}`, today);
  const ids = (query.get("id_list") ?? "").split(",").filter((id) => id !== "");
  const malformed = ids.find((id) => !ID.test(id));
  if (malformed !== undefined) return errorPage(400, `incorrect id format for ${malformed}`, today);
  const hits = ids.length > 0 ? hitsById(ids, shelf) : hitsBySearch(query, shelf);
  return page(200, ATOM, renderFeed(query, hits.slice(start, start + most), hits.length, start, most, today));
}

/** Ids that arXiv does not know are left out without a word. */
function hitsById(ids: readonly string[], shelf: Shelf): Hit[] {
  return ids.flatMap((text) => {
    const [, id = "", number] = ID.exec(text) ?? [];
    const paper = shelf.byId(id.replace(/\.[A-Z]{2}\//, "/"));
    return paper && isOnArxiv(paper) ? hitOf(paper, number === undefined ? undefined : Number(number)) : [];
  });
}

function hitOf(paper: UpstreamPaper, number = paper.versions.length): Hit[] {
  const version = paper.versions[number - 1];
  return version && paper.isDeleted !== true ? [{ paper, number, version }] : [];
}

function hitsBySearch(query: URLSearchParams, shelf: Shelf): Hit[] {
  const clauses = (query.get("search_query") ?? "")
    .split(" AND ")
    .map((clause) => clause.replace(/^\(|\)$/g, "").split(" OR "));
  const hits = shelf.papers
    .filter((paper) => isOnArxiv(paper) && clauses.every((terms) => terms.some((term) => matchesTerm(paper, term))))
    .flatMap((paper) => hitOf(paper));
  const dateOf = query.get("sortBy") === "lastUpdatedDate" ? lastVersion : firstVersion;
  const direction = query.get("sortOrder") === "ascending" ? 1 : -1;
  return hits.sort((a, b) => direction * dateOf(a.paper).submitted.localeCompare(dateOf(b.paper).submitted));
}

function matchesTerm(paper: UpstreamPaper, term: string): boolean {
  const [, field = "all", text = ""] = /^(?:(\w+):)?(.*)$/s.exec(term.trim()) ?? [];
  const words = text.replaceAll('"', "").toLowerCase();
  if (field === "cat") return paper.categories.some((category) => category.toLowerCase() === words);
  if (field === "submittedDate") return isWithin(firstVersion(paper).submitted, text);
  if (field === "ti") return paper.title.toLowerCase().includes(words);
  if (field === "au") return paper.authors.some(({ name }) => name.toLowerCase().includes(words));
  return `${paper.title} ${paper.abstract}`.toLowerCase().includes(words);
}

function isWithin(time: string, range: string): boolean {
  const [, from = "", until = ""] = /^\[(\d{8,14}) TO (\d{8,14})\]$/.exec(range) ?? [];
  const minutes = time.replace(/\D/g, "").slice(0, 12);
  return minutes >= from.slice(0, 12) && minutes <= until.slice(0, 12).padEnd(12, "9");
}

function renderFeed(
  query: URLSearchParams,
  hits: readonly Hit[],
  total: number,
  start: number,
  most: number,
  today: string,
): string {
  const search = query.get("search_query") ?? "";
  const ids = query.get("id_list") ?? "";
  const title = `arXiv Query: search_query=${search}&id_list=${ids}&start=${start}&max_results=${most}`;
  const address = `https://arxiv.org/api/query?search_query=${search}&start=${start}&max_results=${most}&id_list=${ids}`;
  const key = createHash("sha1").update(title).digest("base64").replace("=", "");
  return `${opening(`https://arxiv.org/api/${key}`, title, today)}
  <link href="${escapeXml(address)}" type="application/atom+xml"/>
  <opensearch:itemsPerPage>${most}</opensearch:itemsPerPage>
  <opensearch:totalResults>${total}</opensearch:totalResults>
  <opensearch:startIndex>${start}</opensearch:startIndex>
${hits.map(renderEntry).join("")}</feed>
`;
}

function opening(id: string, title: string, today: string): string {
  return `<?xml version='1.0' encoding='UTF-8'?>
<feed xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/" xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns="http://www.w3.org/2005/Atom">
  <id>${escapeXml(id)}</id>
  <title>${escapeXml(title)}</title>
  <updated>${today}T22:09:36Z</updated>`;
}

function renderEntry({ paper, number, version }: Hit): string {
  const id = `${paper.id}v${number}`;
  const parts = lines("    ", [
    element("id", `http://arxiv.org/abs/${id}`),
    element("title", paper.title),
    element("updated", version.submitted),
    `<link href="https://arxiv.org/abs/${id}" rel="alternate" type="text/html"/>`,
    `<link href="https://arxiv.org/pdf/${id}" rel="related" type="application/pdf" title="pdf"/>`,
    element("summary", paper.abstract),
    ...paper.categories.map(
      (category) => `<category term="${escapeXml(category)}" scheme="http://arxiv.org/schemas/atom"/>`,
    ),
    element("published", firstVersion(paper).submitted),
    element("arxiv:comment", paper.comment),
    `<arxiv:primary_category term="${escapeXml(paper.categories[0] ?? "")}"/>`,
    element("arxiv:journal_ref", paper.journalRef),
    ...paper.authors.map(
      (author) => `<author>${element("name", author.name)}${element("arxiv:affiliation", author.affiliation)}</author>`,
    ),
    element("arxiv:doi", paper.doi),
    paper.doi === undefined ? "" : `<link rel="related" href="https://doi.org/${escapeXml(paper.doi)}" title="doi"/>`,
  ]);
  return `  <entry>\n${parts}  </entry>\n`;
}

/** What is wrong with a request comes as a feed of one entry called `Error`, without `published`. */
function errorPage(status: number, problem: string, today: string): Page {
  const address = `https://arxiv.org/api/errors#${problem.replaceAll(" ", "_")}`;
  const body = `${opening("https://arxiv.org/", "arXiv Search Results", today)}
  <opensearch:itemsPerPage>1</opensearch:itemsPerPage>
  <opensearch:totalResults>1</opensearch:totalResults>
  <opensearch:startIndex>0</opensearch:startIndex>
  <entry>
    <id>${escapeXml(address)}</id>
    <title>Error</title>
    <updated>${today}T22:59:06Z</updated>
    <link href="${escapeXml(address)}" rel="alternate" type="text/html"/>
    <summary>${escapeXml(problem)}</summary>
    <author>
      <name>arXiv api core</name>
    </author>
  </entry>
</feed>
`;
  return page(status, ATOM, body);
}
