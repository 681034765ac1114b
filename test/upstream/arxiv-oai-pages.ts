import { element, escapeXml, lines, page, type Page } from "./page.ts";
import { datestampOf, firstVersion, lastVersion, type UpstreamPaper, type UpstreamVersion } from "./paper.ts";
import type { Shelf } from "./shelf.ts";
import { oaiSetOf } from "./taxonomy.ts";

const VERBS = ["Identify", "ListRecords", "ListIdentifiers", "GetRecord"];
const EARLIEST = "2005-09-16";
const DAY = /^\d{4}-\d{2}-\d{2}$/;

interface ListQuery {
  readonly verb: string;
  readonly metadataPrefix: string;
  readonly from: string;
  readonly until: string;
  readonly set: string | undefined;
  /** Records of day `from` that earlier pages have told. */
  readonly skip: number;
}

class OaiError extends Error {
  readonly code: string;
  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** arXiv's OAI-PMH 2.0. Errors of the protocol come with HTTP 200, as they do there. */
export function oaiPage(url: URL, shelf: Shelf, today: string, pageSize: number): Page {
  const query = url.searchParams;
  const request = [...query].map(([name, value]) => ` ${name}="${escapeXml(value)}"`).join("");
  let content: string;
  try {
    content = answer(query, shelf, today, pageSize);
  } catch (error) {
    if (!(error instanceof OaiError)) throw error;
    content = `  <error code="${error.code}">${escapeXml(error.message)}</error>\n`;
  }
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"
         xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
         xsi:schemaLocation="http://www.openarchives.org/OAI/2.0/ http://www.openarchives.org/OAI/2.0/OAI-PMH.xsd">
  <responseDate>${today}T03:04:05Z</responseDate>
  <request${request}>https://oaipmh.arxiv.org/oai</request>
${content}</OAI-PMH>
`;
  return page(200, "text/xml; charset=utf-8", body);
}

function answer(query: URLSearchParams, shelf: Shelf, today: string, pageSize: number): string {
  if (new Set(query.keys()).size !== [...query.keys()].length)
    throw new OaiError("badArgument", "An argument was given twice.");
  const verb = query.get("verb") ?? "";
  if (!VERBS.includes(verb)) throw new OaiError("badVerb", `Unknown verb: ${verb}`);
  if (verb === "Identify") return identify();
  if (verb === "GetRecord") return getRecord(query, shelf);
  return list(readListQuery(query, today), shelf, today, pageSize);
}

function identify(): string {
  const parts = lines("    ", [
    element("repositoryName", "arXiv"),
    element("baseURL", "https://oaipmh.arxiv.org/oai"),
    element("protocolVersion", "2.0"),
    element("adminEmail", "help@arxiv.org"),
    element("earliestDatestamp", EARLIEST),
    element("deletedRecord", "persistent"),
    element("granularity", "YYYY-MM-DD"),
  ]);
  return `  <Identify>\n${parts}  </Identify>\n`;
}

function getRecord(query: URLSearchParams, shelf: Shelf): string {
  const paper = shelf.byId((query.get("identifier") ?? "").replace(/^oai:arXiv\.org:/, ""));
  if (!paper) throw new OaiError("idDoesNotExist", "Nothing found for this identifier.");
  return `  <GetRecord>\n${record(paper, rendererOf(query.get("metadataPrefix") ?? ""))}  </GetRecord>\n`;
}

function readListQuery(query: URLSearchParams, today: string): ListQuery {
  const token = query.get("resumptionToken");
  if (token === null) return checkedListQuery(query, today, 0);
  if (query.size !== 2) throw new OaiError("badArgument", "resumptionToken is an exclusive argument.");
  const resumed = new URLSearchParams(decodeURIComponent(token));
  if (resumed.get("verb") !== query.get("verb"))
    throw new OaiError("badResumptionToken", "The token belongs to another verb.");
  return checkedListQuery(resumed, today, Number(resumed.get("skip")));
}

function checkedListQuery(query: URLSearchParams, today: string, skip: number): ListQuery {
  const from = query.get("from") ?? EARLIEST;
  const until = query.get("until") ?? nextDay(today);
  if (!DAY.test(from) || !DAY.test(until)) throw new OaiError("badArgument", "Dates are YYYY-MM-DD.");
  if (from < EARLIEST) throw new OaiError("badArgument", `from is before ${EARLIEST}.`);
  if (until > nextDay(today)) throw new OaiError("badArgument", "until is too late.");
  if (from > until) throw new OaiError("badArgument", "from is after until.");
  const metadataPrefix = query.get("metadataPrefix") ?? "";
  rendererOf(metadataPrefix);
  return {
    verb: query.get("verb") ?? "",
    metadataPrefix,
    from,
    until,
    set: query.get("set") ?? undefined,
    skip,
  };
}

function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function list(query: ListQuery, shelf: Shelf, today: string, pageSize: number): string {
  const found = shelf
    .byDatestamp()
    .filter((paper) => isAsked(paper, query))
    .slice(query.skip);
  if (found.length === 0) throw new OaiError("noRecordsMatch", "No records match the request.");
  const papers = found.slice(0, pageSize);
  const render = rendererOf(query.metadataPrefix);
  const records = papers.map((paper) => (query.verb === "ListRecords" ? record(paper, render) : header(paper, "    ")));
  const token = found.length > pageSize ? resumption(query, papers, today) : "";
  return `  <${query.verb}>\n${records.join("")}${token}  </${query.verb}>\n`;
}

function isAsked(paper: UpstreamPaper, { from, until, set }: ListQuery): boolean {
  const datestamp = datestampOf(paper);
  if (datestamp < from || datestamp > until) return false;
  return set === undefined || setsOf(paper).some((own) => own === set || own.startsWith(`${set}:`));
}

const setsOf = (paper: UpstreamPaper): string[] => [...new Set(paper.categories.map(oaiSetOf))];

/** The next page begins at the last day seen, and leaves out what was told of that day. */
function resumption(query: ListQuery, told: readonly UpstreamPaper[], today: string): string {
  const last = told.at(-1);
  const from = last ? datestampOf(last) : query.from;
  const toldOfDay = told.filter((paper) => datestampOf(paper) === from).length;
  const next = new URLSearchParams({
    verb: query.verb,
    metadataPrefix: query.metadataPrefix,
    from,
    until: query.until,
  });
  if (query.set !== undefined) next.set("set", query.set);
  next.set("skip", String(from === query.from ? query.skip + toldOfDay : toldOfDay));
  return `    <resumptionToken expires="${nextDay(today)}T00:00:00Z">${encodeURIComponent(next.toString())}</resumptionToken>\n`;
}

function header(paper: UpstreamPaper, indent: string): string {
  const status = paper.isDeleted === true ? ' status="deleted"' : "";
  const parts = lines(`${indent}  `, [
    element("identifier", `oai:arXiv.org:${paper.id}`),
    element("datestamp", datestampOf(paper)),
    ...setsOf(paper).map((set) => element("setSpec", set)),
  ]);
  return `${indent}<header${status}>\n${parts}${indent}</header>\n`;
}

type MetadataRenderer = (paper: UpstreamPaper) => string;

function record(paper: UpstreamPaper, render: MetadataRenderer): string {
  const metadata = paper.isDeleted === true ? "" : `      <metadata>\n${render(paper)}      </metadata>\n`;
  return `    <record>\n${header(paper, "      ")}${metadata}    </record>\n`;
}

function rendererOf(metadataPrefix: string): MetadataRenderer {
  if (metadataPrefix === "arXiv") return renderArxiv;
  if (metadataPrefix === "arXivRaw") return renderRaw;
  throw new OaiError("cannotDisseminateFormat", `Unknown metadataPrefix: ${metadataPrefix}`);
}

const opening = (format: string): string =>
  `<${format} xmlns="http://arxiv.org/OAI/${format}/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"` +
  ` xsi:schemaLocation="http://arxiv.org/OAI/${format}/ http://arxiv.org/OAI/${format}.xsd">`;

function renderArxiv(paper: UpstreamPaper): string {
  const updated = paper.versions.length > 1 ? lastVersion(paper).submitted.slice(0, 10) : undefined;
  const parts = lines("          ", [
    element("id", paper.id),
    element("created", firstVersion(paper).submitted.slice(0, 10)),
    element("updated", updated),
    `<authors>${paper.authors.map(({ name }) => `<author>${nameParts(name)}</author>`).join("")}</authors>`,
    element("title", paper.title),
    ...tail(paper),
  ]);
  return `        ${opening("arXiv")}\n${parts}        </arXiv>\n`;
}

function renderRaw(paper: UpstreamPaper): string {
  const names = paper.authors.map(({ name, affiliation }) =>
    affiliation === undefined ? name : `${name} (${affiliation})`,
  );
  const parts = lines("          ", [
    element("id", paper.id),
    element("submitter", paper.authors[0]?.name),
    ...paper.versions.map(renderVersion),
    element("title", paper.title),
    element("authors", names.join(", ")),
    ...tail(paper),
  ]);
  return `        ${opening("arXivRaw")}\n${parts}        </arXivRaw>\n`;
}

function tail(paper: UpstreamPaper): string[] {
  return [
    element("categories", paper.categories.join(" ")),
    element("comments", paper.comment),
    element("journal-ref", paper.journalRef),
    element("doi", paper.doi),
    element("license", paper.license),
    element("abstract", paper.abstract),
  ];
}

function renderVersion(version: UpstreamVersion, index: number): string {
  const sourceType = version.isWithdrawn === true ? "I" : "D";
  const size = version.size ?? (version.isWithdrawn === true ? "0kb" : "120kb");
  const parts = [
    element("date", new Date(version.submitted).toUTCString()),
    element("size", size),
    element("source_type", sourceType),
  ];
  return `<version version="v${index + 1}">${parts.join("")}</version>`;
}

function nameParts(name: string): string {
  const [, forenames, keyname = name, suffix] = /^(?:(.+?)\s+)?(\S+?)(?:\s+(Jr\.?|Sr\.?|II|III|IV))?$/.exec(name) ?? [];
  return element("keyname", keyname) + element("forenames", forenames) + element("suffix", suffix);
}
