import { loadKernels } from "../../lib/kernels.ts";
import { Arena } from "../static/arena.ts";
import type { Batch } from "./batch.ts";
import type { TrainingKernels } from "./training-kernels.ts";

export interface TrainerShape {
  /** A multiple of 16, as are the prefixes. */
  readonly dimensions: number;
  /** Lengths of beginnings of a vector that are trained to be good vectors by themselves (Matryoshka). */
  readonly prefixes: readonly number[];
  /** Pairs in a batch, a multiple of 8. */
  readonly pairs: number;
  /** The most rows that the texts of a batch have together. */
  readonly entries: number;
}

const FLOAT = 4;
const B1 = 0.9;
const B2 = 0.98;
/** Rows a power of two apart would all want the same places of the processor's cache. */
const ROW_GAP = 64;

/** Vectors of tokens under training: symmetric InfoNCE on cosines against the other pairs of the batch, steps by Adam. */
export class Trainer {
  readonly #shape: TrainerShape;
  readonly #rowCount: number;
  readonly #arena: ReturnType<typeof layOut>;
  readonly #kernels: TrainingKernels;
  #steps = 0;

  /** Starts from `vectors`, row after row. */
  constructor(shape: TrainerShape, vectors: Float32Array) {
    this.#shape = shape;
    this.#rowCount = vectors.length / shape.dimensions;
    this.#arena = layOut(shape, this.#rowCount);
    this.#arena.floats(this.#arena.at.vectors, vectors.length).set(vectors);
    this.#kernels = loadKernels("training", this.#arena.memory) as TrainingKernels;
  }

  /** The vectors as they are now. */
  vectors(): Float32Array {
    return this.#arena.floats(this.#arena.at.vectors, this.#rowCount * this.#shape.dimensions).slice();
  }

  /** Learns from a batch of `2 · pairs` texts, and gives its loss before that. */
  step(batch: Batch, { temperature, rate }: { temperature: number; rate: number }): number {
    const { dimensions, prefixes } = this.#shape;
    const stride = dimensions * FLOAT;
    const { vectors, z, byZ, first, second, sum } = this.#arena.at;
    const put = this.#putBatch(batch);
    this.#kernels.sumRows(put.starts, put.rows, put.weights, vectors, z, stride, 0, batch.texts);
    this.#arena.floats(byZ, batch.texts * dimensions).fill(0);
    let loss = 0;
    for (const prefix of prefixes) loss += this.#contrast(prefix, temperature) / prefixes.length;
    this.#steps += 1;
    this.#kernels.updateRows(
      put.touched,
      put.rowStarts,
      put.rowTexts,
      put.rowWeights,
      byZ,
      vectors,
      first,
      second,
      stride,
      rate,
      B1,
      B2,
      1 - B2 ** this.#steps,
      sum,
      0,
      batch.touched.length,
    );
    return loss;
  }

  /** Adds the gradient of one prefix's loss to that by the texts' vectors. */
  #contrast(prefix: number, temperature: number): number {
    const { pairs, dimensions, prefixes } = this.#shape;
    const { z, byZ, unit, byUnit, lengths, s, rowSums, columnSums, panel } = this.#arena.at;
    const [stride, size, sRow] = [dimensions * FLOAT, prefix * FLOAT, pairs * FLOAT + ROW_GAP];
    const kernels = this.#kernels;
    const [a, b, byA, byB] = [unit, unit + pairs * size, byUnit, byUnit + pairs * size];
    kernels.normalise(z, stride, unit, lengths, size, 0, 2 * pairs);
    kernels.multiply(a, size, FLOAT, b, FLOAT, size, s, sRow, prefix, pairs, panel, 0, pairs);
    kernels.exponentials(s, sRow, pairs, 1 / temperature, rowSums, 0, pairs);
    kernels.sumColumns(s, sRow, pairs, columnSums, 0, pairs);
    const loss = this.#loss();
    const factor = 1 / (2 * pairs * temperature * prefixes.length);
    kernels.gradient(s, sRow, pairs, rowSums, columnSums, factor, 0, pairs);
    kernels.multiply(s, sRow, FLOAT, b, size, FLOAT, byA, size, pairs, prefix, panel, 0, pairs);
    kernels.multiply(s, FLOAT, sRow, a, size, FLOAT, byB, size, pairs, prefix, panel, 0, pairs);
    kernels.backThroughLength(unit, byUnit, lengths, size, byZ, stride, 0, 2 * pairs);
    return loss;
  }

  /** The mean of -log of the true pair's share of its row. */
  #loss(): number {
    const { pairs } = this.#shape;
    const sRow = pairs + ROW_GAP / FLOAT;
    const s = this.#arena.floats(this.#arena.at.s, pairs * sRow);
    const sums = this.#arena.floats(this.#arena.at.rowSums, pairs);
    let loss = 0;
    for (let pair = 0; pair < pairs; pair++)
      loss -= Math.log((s[pair * sRow + pair] as number) / (sums[pair] as number) + 1e-9);
    return loss / pairs;
  }

  #putBatch({ starts, rows, weights, touched, rowStarts, rowTexts, rowWeights }: Batch) {
    let at = this.#arena.at.batch;
    const put = (part: Int32Array | Float32Array): number => {
      this.#arena.bytes(at, part.byteLength).set(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
      at += part.byteLength;
      return at - part.byteLength;
    };
    return {
      starts: put(starts),
      rows: put(rows),
      weights: put(weights),
      touched: put(touched),
      rowStarts: put(rowStarts),
      rowTexts: put(rowTexts),
      rowWeights: put(rowWeights),
    };
  }
}

function layOut({ dimensions, pairs, entries }: TrainerShape, rowCount: number) {
  const texts = 2 * pairs;
  const vectorsOfTexts = texts * dimensions * FLOAT;
  return new Arena({
    vectors: rowCount * dimensions * FLOAT,
    first: rowCount * dimensions * FLOAT,
    second: rowCount * FLOAT,
    z: vectorsOfTexts,
    byZ: vectorsOfTexts,
    unit: vectorsOfTexts,
    byUnit: vectorsOfTexts,
    lengths: texts * FLOAT,
    s: pairs * (pairs * FLOAT + ROW_GAP),
    rowSums: pairs * FLOAT,
    columnSums: pairs * FLOAT,
    panel: 8 * Math.max(pairs, dimensions) * FLOAT,
    sum: dimensions * FLOAT,
    batch: (4 * entries + 2 * rowCount + texts + 2) * FLOAT,
  });
}
