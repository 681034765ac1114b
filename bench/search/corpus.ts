import { closeSync, createReadStream, openSync, readFileSync, readSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { type Paper, parsePaper } from "./paper.ts";
import { parseQuestions, type Questions } from "./question.ts";
import { DIMENSIONS } from "./vector-space.ts";

export interface PaperWithVector extends Paper {
  /** All zeros where nothing is known of its meaning. */
  readonly vector: Float32Array;
}

/** What is indexed at first, and what is added to it. */
export type Part = "papers" | "added";

export interface CorpusSizes {
  readonly papers: number;
  readonly added: number;
  /** Names the space of the vectors. */
  readonly space: string;
}

/** Files of a corpus: papers as lines, their vectors as floats in the same order, titles by key, questions. */
export const corpusFiles = (folder: string) => ({
  lines: (part: Part): string => join(folder, `${part}.tsv`),
  vectors: (part: Part): string => join(folder, `${part}.f32`),
  titles: join(folder, "titles.db"),
  questions: join(folder, "questions.json"),
  sizes: join(folder, "sizes.json"),
});

/** A corpus on disk. Only a batch of it is ever held. */
export class Corpus {
  readonly folder: string;
  #questions: Questions | undefined;

  constructor(folder: string) {
    this.folder = folder;
  }

  sizes(): CorpusSizes {
    return JSON.parse(readFileSync(corpusFiles(this.folder).sizes, "utf8")) as CorpusSizes;
  }

  questions(): Questions {
    return (this.#questions ??= parseQuestions(readFileSync(corpusFiles(this.folder).questions, "utf8")));
  }

  async *batches(part: Part, size: number): AsyncGenerator<readonly PaperWithVector[]> {
    const files = corpusFiles(this.folder);
    using vectors = openVectors(files.vectors(part));
    let batch: Paper[] = [];
    for await (const line of createInterface({ input: createReadStream(files.lines(part)) })) {
      batch.push(parsePaper(line));
      if (batch.length < size) continue;
      yield joined(batch, vectors.next(batch.length));
      batch = [];
    }
    if (batch.length > 0) yield joined(batch, vectors.next(batch.length));
  }

  /** The vectors alone, `size` at a time, the last time fewer. */
  *vectors(part: Part, size: number): Generator<Float32Array> {
    using vectors = openVectors(corpusFiles(this.folder).vectors(part));
    for (;;) {
      const block = vectors.next(size);
      if (block.length === 0) return;
      yield block;
    }
  }
}

function joined(batch: readonly Paper[], vectors: Float32Array): readonly PaperWithVector[] {
  return batch.map((paper, index) => ({
    ...paper,
    vector: vectors.subarray(index * DIMENSIONS, (index + 1) * DIMENSIONS),
  }));
}

function openVectors(file: string): Disposable & { next(count: number): Float32Array } {
  const descriptor = openSync(file, "r");
  return {
    next(count) {
      const block = new Float32Array(count * DIMENSIONS);
      const bytes = readSync(descriptor, block, 0, block.byteLength, null);
      return block.subarray(0, bytes / Float32Array.BYTES_PER_ELEMENT);
    },
    [Symbol.dispose]: () => closeSync(descriptor),
  };
}
