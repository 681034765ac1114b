import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { feedPage } from "./arxiv-feed-pages.ts";
import { oaiPage } from "./arxiv-oai-pages.ts";
import { queryPage } from "./arxiv-query-pages.ts";
import { dailyPapersPage } from "./hugging-face-pages.ts";
import type { Page } from "./page.ts";
import { anUpstreamPaper } from "./paper.ts";
import { createShelf } from "./shelf.ts";

const FOLDER = fileURLToPath(new URL("../../../shared/fixtures/", import.meta.url));
const TODAY = "2026-08-20";

const complete = anUpstreamPaper({
  comment: "12 pages",
  journalRef: "J. Invented 1 (2026)",
  doi: "10.1000/invented",
  authors: [{ name: "Ada Example Jr", affiliation: "Uni A" }, { name: "Bo Sample" }],
  versions: [{ submitted: "2026-08-01T10:00:00Z" }, { submitted: "2026-08-19T10:00:00Z" }],
  featuredOn: [TODAY],
  votes: 3,
  comments: 1,
  code: "https://github.com/example/lanterns",
  stars: 5,
  project: "https://lanterns.example",
  organisation: "Example Lab",
  machineSummary: "Lanterns, folded.",
  keywords: ["folding"],
});
const shelf = createShelf([complete]);
const address = (path: string): URL => new URL(`http://x${path}`);

/** Which element opens before which other, in any record of a page. */
function orderedPairs(xml: string, record: string): Set<string> {
  const pairs = new Set<string>();
  for (const [block] of xml.matchAll(new RegExp(`<${record}>[^]*?</${record}>`, "g"))) {
    const names = [...new Set([...block.matchAll(/<([\w:-]+)/g)].map(([, name = ""]) => name))];
    names.forEach((name, index) => names.slice(index + 1).forEach((later) => pairs.add(`${name} before ${later}`)));
  }
  return pairs;
}

const reversed = (pair: string): string => pair.split(" before ").toReversed().join(" before ");

const pages: [file: string, record: string, render: () => Page][] = [
  ["arxiv-rss-cs.AI.atom.xml", "entry", () => feedPage(address("/atom/cs.AI"), shelf, TODAY)],
  ["arxiv-api-query-100.atom.xml", "entry", () => queryPage(address("/api/query?id_list=2608.01234"), shelf, TODAY)],
  ["arxiv-oaipmh-ListRecords-arXiv.xml", "record", () => records("arXiv")],
  ["arxiv-oaipmh-ListRecords-arXivRaw.xml", "record", () => records("arXivRaw")],
];

function records(format: string): Page {
  return oaiPage(address(`/oai?verb=ListRecords&metadataPrefix=${format}`), shelf, TODAY, 10);
}

it.for(pages)("has the elements of %s in its order", ([file, record, render], { skip }) => {
  skip(!existsSync(FOLDER + file), `${file} is not beside the project`);
  const recorded = orderedPairs(readFileSync(FOLDER + file, "utf8"), record);
  const ours = [...orderedPairs(render().body.toString(), record)];
  expect(ours.length).toBeGreaterThan(20);
  expect(ours.filter((pair) => recorded.has(reversed(pair)) && !recorded.has(pair))).toEqual([]);
});

it.for(pages)("declares the namespaces of %s", ([file, , render], { skip }) => {
  skip(!existsSync(FOLDER + file), `${file} is not beside the project`);
  const namespaces = (xml: string): string[] => [...new Set(xml.match(/xmlns(?::\w+)?="[^"]*"/g) ?? [])].toSorted();
  expect(namespaces(render().body.toString())).toEqual(namespaces(readFileSync(FOLDER + file, "utf8")));
});

it.for(["hf-daily-papers-2025-06-26.json", "hf-daily-papers-2026-08-20.json"])(
  "has no field that %s lacks",
  (file, { skip }) => {
    skip(!existsSync(FOLDER + file), `${file} is not beside the project`);
    const recorded = fieldNames(readFileSync(FOLDER + file, "utf8"));
    const ours = fieldNames(dailyPapersPage(address("/api/daily_papers"), shelf, TODAY).body.toString());
    expect([...ours].filter((field) => !recorded.has(field) && !SINCE_CHANGED.has(field))).toEqual([]);
  },
);

/** Fields that come and go between recordings. */
const SINCE_CHANGED: ReadonlySet<string> = new Set([
  ...["", ".paper"].flatMap((place) =>
    ["", "._id", ".name", ".fullname", ".avatar"].map((name) => `${place}.organization${name}`),
  ),
  ".submittedBy.followerCount",
  ".paper.submittedOnDailyBy.name",
  ".paper.githubRepoAddedBy",
  ".paper.ai_summary_model",
]);

/** `.paper.upvotes` and the like. */
function fieldNames(json: string): Set<string> {
  const fields = new Set<string>();
  const visit = (value: unknown, place: string): void => {
    if (place !== "") fields.add(place);
    if (Array.isArray(value)) value.forEach((part) => visit(part, place));
    else if (typeof value === "object" && value !== null)
      Object.entries(value).forEach(([name, part]) => visit(part, `${place}.${name}`));
  };
  visit(JSON.parse(json), "");
  return fields;
}
