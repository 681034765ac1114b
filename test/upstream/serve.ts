// Plays arXiv and Hugging Face from files of papers: node test/upstream/serve.ts --file papers.jsonl.gz --port 4100
import { parseArgs } from "node:util";
import { joined, papersFromJsonl } from "./corpus.ts";
import type { UpstreamPaper } from "./paper.ts";
import { startUpstream } from "./upstream.ts";

const { values } = parseArgs({
  options: {
    file: { type: "string", multiple: true, default: [] },
    port: { type: "string", default: "0" },
    today: { type: "string" },
    since: { type: "string" },
    until: { type: "string" },
  },
});

const papers = new Map<string, UpstreamPaper>();
for (const file of values.file) {
  for (const paper of await papersFromJsonl(file, values)) papers.set(paper.id, joined(papers.get(paper.id), paper));
}

const today = values.today === undefined ? {} : { today: values.today };
const upstream = await startUpstream({
  papers: [...papers.values()],
  port: Number(values.port),
  ...today,
});
for (const [name, value] of Object.entries(upstream.settings)) console.log(`${name}=${value}`);
console.error(`${papers.size} papers. Ctrl-C ends it.`);
