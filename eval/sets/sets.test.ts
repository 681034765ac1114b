import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, test } from "vitest";
import { UserError } from "../../src/lib/errors.ts";
import { readDocuments, readIds } from "./read-documents.ts";
import { readJudgements } from "./read-judgements.ts";
import { readPoolQuestions, readQuestions } from "./read-questions.ts";

const folder = mkdtempSync(join(tmpdir(), "broadsheet-sets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  const text = `${lines.join("\n")}\n`;
  writeFileSync(path, name.endsWith(".gz") ? gzipSync(text) : text);
  return path;
}

const TWO = ['{"id": "a", "title": "A", "abstract": "Of a.", "authors": ["Ann Lee"]}', "", '{"id": "b", "title": "B"}'];

describe("documents", () => {
  test.each(["corpus.jsonl", "corpus.jsonl.gz"])("are read from %s, those without an abstract too", async (name) => {
    expect(await readDocuments(file(name, TWO))).toEqual([
      { id: "a", title: "A", abstract: "Of a.", authors: ["Ann Lee"] },
      { id: "b", title: "B", abstract: "", authors: [] },
    ]);
  });

  test("are those of a list of ids", async () => {
    const ids = await readIds(file("ids.txt", ["b"]));
    const documents = await readDocuments(file("corpus.jsonl", TWO), ids);
    expect(documents.map(({ id }) => id)).toEqual(["b"]);
  });

  test.each([
    { lines: ['{"id": "a"}', "{"], why: /line 2: This is not JSON/ },
    { lines: ["[]", "7"], why: /line 1: "id" is missing or no text/ },
    { lines: ["7"], why: /line 1: This is not a JSON object/ },
    { lines: ['{"id": 5}'], why: /line 1: "id" is missing or no text/ },
    { lines: ['{"id": "a"}', '{"id": "a"}'], why: /two documents with the id a/ },
  ])("are refused with a reason: $why", async ({ lines, why }) => {
    await expect(readDocuments(file("bad.jsonl", lines))).rejects.toThrow(why);
  });

  test("must all be there when they are named", async () => {
    const reading = readDocuments(file("corpus.jsonl", TWO), new Set(["a", "x"]));
    await expect(reading).rejects.toThrow(/lacks 1 of the ids asked for: x/);
  });

  test("a file that is not there is missing; one that is no archive fails", async () => {
    await expect(readDocuments(join(folder, "none.jsonl"))).rejects.toThrow(UserError);
    writeFileSync(join(folder, "plain.jsonl.gz"), "no archive");
    await expect(readDocuments(join(folder, "plain.jsonl.gz"))).rejects.toThrow(/header/);
  });
});

describe("judgements", () => {
  test("are grades by query and document", async () => {
    const judgements = await readJudgements(file("qrels.tsv", ["qid\tdocid\tgrade", "1\ta\t2", "1\tb\t0", "2\ta\t1"]));
    expect(judgements).toEqual(
      new Map([
        [
          "1",
          new Map([
            ["a", 2],
            ["b", 0],
          ]),
        ],
        ["2", new Map([["a", 1]])],
      ]),
    );
  });

  test.each(["1\ta", "1\ta\thigh", "1\ta\t-1", "1\ta\t1\t1"])("are refused with their line: %j", async (line) => {
    await expect(readJudgements(file("bad.tsv", ["qid\tdocid\tgrade", line]))).rejects.toThrow(/line 2: Expected/);
  });
});

test("questions that nobody judged are left out", async () => {
  file("qrels.tsv", ["qid\tdocid\tgrade", "1\ta\t1"]);
  file("queries.jsonl", ['{"id": "1", "text": "one"}', '{"id": "2", "text": "two"}']);
  expect(await readQuestions(folder)).toEqual([{ text: "one", judgements: new Map([["a", 1]]) }]);
});

test("a pool never holds the paper that is asked about", async () => {
  file("qrels.tsv", ["qid\tdocid\tgrade", "7_method\t7\t3", "7_method\t8\t2"]);
  file("queries.jsonl", ['{"id": "7_method", "paper_id": "7", "facet": "method"}']);
  const judgements = new Map([["8", 2]]);
  expect(await readPoolQuestions(folder)).toEqual([{ paper: "7", facet: "method", judgements }]);
});

test("a set without any judged question is refused", async () => {
  file("qrels.tsv", ["qid\tdocid\tgrade", "7\ta\t1"]);
  file("queries.jsonl", ['{"id": "1", "text": "one"}']);
  await expect(readQuestions(folder)).rejects.toThrow(/No question of .* has a judgement/);
});
