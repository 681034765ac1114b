// Measures what the first issue promises and prints one JSON document. Needs `npm run build` and the corpora.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { corpusFile, corpusFolder } from "./corpora.ts";
import { benchImport } from "./import-bench.ts";
import { describeMachine } from "./machine.ts";
import { benchServe } from "./serve-bench.ts";

const corpus = corpusFolder(process.argv.slice(2));
const arxivDaily = corpusFile(corpus, "arxiv-daily.jsonl.gz");
const papers = corpusFile(corpus, "papers.jsonl.gz");
const folder = mkdtempSync(join(tmpdir(), "broadsheet-bench-"));
const say = (text: string): void => void process.stderr.write(`bench: ${text}\n`);

function somePages(data: string): { days: readonly string[]; papers: readonly string[]; questions: readonly string[] } {
  using db = new DatabaseSync(join(data, "broadsheet.db"), { readOnly: true });
  const column = (sql: string): string[] =>
    db
      .prepare(sql)
      .all()
      .map((row) => String(Object.values(row)[0]));
  return {
    days: column("select day from appearance group by day order by day desc limit 60"),
    papers: column("select name from paper where id % 2477 = 0 limit 100").map(encodeURI),
    questions: column("select title from paper where id % 12347 = 5 limit 20").map((title) =>
      title.split(" ").slice(0, 5).join(" "),
    ),
  };
}

try {
  const figures: Record<string, unknown> = { machine: describeMachine() };
  if (arxivDaily !== undefined) {
    say("importing arxiv-daily into an empty store");
    figures["importArxivDaily"] = await benchImport(arxivDaily, join(folder, "daily"));
  }
  if (papers !== undefined) {
    const data = join(folder, "all");
    say("importing all papers");
    figures["importPapers"] = await benchImport(papers, data);
    if (arxivDaily !== undefined) {
      say("importing arxiv-daily over them: most are known");
      figures["importKnownPapers"] = await benchImport(arxivDaily, data);
    }
    say("serving");
    figures["serve"] = await benchServe(data, somePages(data));
  }
  process.stdout.write(`${JSON.stringify(figures, undefined, 2)}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
