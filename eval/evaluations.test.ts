import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { isHeldOut } from "../src/inference/training/held-out.ts";
import { evaluateFounding } from "./founding.ts";
import { evaluateKnownItems } from "./known-item.ts";
import { evaluateRerank } from "./rerank.ts";
import { evaluateRetrieval } from "./retrieval.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-sets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const heldOutNumber = Array.from({ length: 10_000 }, (_, number) => number).find((number) =>
  isHeldOut(`Turbulence of rivers ${number}`),
);
const PAPERS = [
  { id: "bees", title: "Dances of bees", abstract: "Bees tell each other where flowers are. They dance." },
  { id: "ants", title: "Trails of ants", abstract: "Ants follow scent to their food. Trails fade." },
  { id: "owls", title: "Flight of owls", abstract: "Feathers of owls make no noise. Their prey hears nothing." },
  {
    id: "rivers",
    title: `Turbulence of rivers ${heldOutNumber}`,
    abstract: "Turbulence in rivers moves sand and stones. We measure it.",
  },
];

const lines = (rows: readonly object[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const corpus = join(folder, "corpus.jsonl.gz");
writeFileSync(corpus, gzipSync(lines(PAPERS)));

function writeSet(queries: readonly object[], judgements: readonly string[]): void {
  writeFileSync(join(folder, "queries.jsonl"), lines(queries));
  writeFileSync(join(folder, "qrels.tsv"), ["qid\tdocid\tgrade", ...judgements].join("\n"));
}

test("retrieval asks each question in each mode", async () => {
  writeSet(
    [
      { id: "1", text: "how do insects like bees tell where flowers are" },
      { id: "2", text: "feathers without noise" },
    ],
    ["1\tbees\t1", "2\towls\t1", "2\tants\t0"],
  );
  const report = await evaluateRetrieval({ folder });
  expect(report).toMatchObject({ queries: 2, modes: { words: { "ndcg@10": 1, "recall@5": 1, "recall@100": 1 } } });
  expect(Object.keys(report.modes)).toEqual(["words", "meaning", "fused"]);
  expect(report.halfWidths).toMatchObject({ words: { "ndcg@10": 0 } });
});

test("rerank orders the pool of each paper, whole and by facet", async () => {
  writeSet(
    [{ id: "bees_method", paper_id: "bees", facet: "method" }],
    ["bees_method\tbees\t3", "bees_method\tants\t2", "bees_method\towls\t0", "bees_method\trivers\t0"],
  );
  const report = await evaluateRerank(folder);
  expect(Object.keys(report.modes)).toEqual(["words", "meaning", "fused", "facet"]);
  expect(report.modes["fused"]).toMatchObject({ map: expect.any(Number), method: { map: expect.any(Number) } });
});

test("known items are those held out of training, sought by titles that are not indexed", async () => {
  const report = await evaluateKnownItems(corpus);
  expect(report).toMatchObject({ queries: 1, modes: { words: { mrr: 1, "recall@10": 1 } } });
});

test("imported papers are found by title, first sentence and with a typing error", async () => {
  const founding = join(folder, "founding.jsonl");
  writeFileSync(founding, lines(PAPERS.map(({ title, abstract }) => ({ title, abstract }))));
  const report = await evaluateFounding(founding);
  expect(report).toMatchObject({
    queries: 4,
    modes: { fused: { "title@1": 1, "first-sentence@10": 1, "misspelt-title@10": 1 } },
  });
});
