import { closeSync, openSync, writeFileSync, writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { loadBuiltInModel } from "../../src/inference/built-in-model.ts";
import { corpusFiles, type CorpusSizes, type Part } from "./corpus.ts";
import { makeQuestions } from "./make-questions.ts";
import { formatPaper } from "./paper.ts";
import { PaperMaker } from "./paper-maker.ts";
import { formatQuestions } from "./question.ts";
import { below } from "./random.ts";
import { RealPapers } from "./real-papers.ts";
import { DIMENSIONS } from "./vector-space.ts";

interface CorpusOrder {
  /** JSON lines, gzipped. */
  readonly source: string;
  readonly folder: string;
  readonly papers: number;
  readonly added: number;
  readonly questions: number;
  readonly seed: number;
}

export interface CorpusFigures extends CorpusSizes {
  readonly realPapers: number;
  readonly madePapers: number;
  readonly seconds: number;
}

const BATCH = 2_000;

/** Writes all files of a corpus, a batch at a time. */
export async function writeCorpus(order: CorpusOrder): Promise<CorpusFigures> {
  const startedAt = performance.now();
  const real = await RealPapers.read(order.source);
  const maker = new PaperMaker(real, { wanted: order.papers + order.added, seed: order.seed });
  const model = loadBuiltInModel();
  const files = corpusFiles(order.folder);
  writePart("papers", 1, order.papers);
  writePart("added", order.papers + 1, order.papers + order.added);
  const questions = makeQuestions({
    anyPaper: (random) => maker.paper(1 + below(random, order.papers)),
    encode: (text) => model.encode(text),
    seed: order.seed,
    count: order.questions,
  });
  writeFileSync(files.questions, formatQuestions(questions));
  const sizes: CorpusSizes = { papers: order.papers, added: order.added, space: model.space };
  writeFileSync(files.sizes, JSON.stringify(sizes));
  const realPapers = Math.min(real.count, order.papers);
  const seconds = (performance.now() - startedAt) / 1_000;
  return { ...sizes, realPapers, madePapers: order.papers - realPapers, seconds };

  function writePart(part: Part, first: number, last: number): void {
    using output = openOutput(files.lines(part), files.vectors(part), files.titles);
    for (let key = first; key <= last; key += BATCH) {
      const count = Math.min(BATCH, last - key + 1);
      const papers = Array.from({ length: count }, (_, index) => maker.paper(key + index));
      const block = new Float32Array(count * DIMENSIONS);
      for (const [index, { title, abstract }] of papers.entries())
        block.set(model.encode(`${title} ${abstract}`) ?? [], index * DIMENSIONS);
      output.write(papers, block);
    }
  }
}

interface Output extends Disposable {
  write(papers: readonly Parameters<typeof formatPaper>[0][], vectors: Float32Array): void;
}

function openOutput(linesFile: string, vectorsFile: string, titlesFile: string): Output {
  const lines = openSync(linesFile, "w");
  const floats = openSync(vectorsFile, "w");
  const titles = new DatabaseSync(titlesFile);
  titles.exec("pragma synchronous = off; create table if not exists title (key integer primary key, title text)");
  const insert = titles.prepare("insert into title values (?, ?)");
  return {
    write(papers, vectors) {
      writeSync(lines, papers.map((paper) => `${formatPaper(paper)}\n`).join(""));
      writeSync(floats, vectors);
      titles.exec("begin");
      for (const { key, title } of papers) insert.run(key, title);
      titles.exec("commit");
    },
    [Symbol.dispose]() {
      closeSync(lines);
      closeSync(floats);
      titles.close();
    },
  };
}
