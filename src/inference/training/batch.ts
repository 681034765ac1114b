import { countWeight } from "../static/count-weight.ts";
import type { PaperRows } from "./paper-rows.ts";
import type { Random } from "./random.ts";

/** How two texts about one thing are taken from a paper: its title and its abstract, or two random halves of its sentences. */
export type PairKind = (typeof PAIR_KINDS)[number];
export const PAIR_KINDS = ["title-abstract", "halves"] as const;

/**
 * Texts as weighted rows, and the rows with the texts that hold them. Text `t` has the entries `starts[t]` to
 * `starts[t + 1]`; the row `touched[u]` has `rowStarts[u]` to `rowStarts[u + 1]` of `rowTexts` and `rowWeights`.
 */
export interface Batch {
  readonly texts: number;
  readonly starts: Int32Array;
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  readonly touched: Int32Array;
  readonly rowStarts: Int32Array;
  readonly rowTexts: Int32Array;
  readonly rowWeights: Float32Array;
}

/** Makes batches of pairs: first the one text of every pair, then the other of every pair in the same order. */
export class BatchMaker {
  readonly #papers: PaperRows;
  readonly #random: Random;
  readonly #dropout: number;
  readonly #counts: Uint32Array;
  readonly #slots: Int32Array;
  readonly #seen: number[] = [];
  #entries = 0;
  #rows = new Int32Array(1 << 16);
  #weights = new Float32Array(1 << 16);

  constructor(papers: PaperRows, rowCount: number, { random, dropout }: { random: Random; dropout: number }) {
    this.#papers = papers;
    this.#random = random;
    this.#dropout = dropout;
    this.#counts = new Uint32Array(rowCount);
    this.#slots = new Int32Array(rowCount);
  }

  make(kind: PairKind, papers: Uint32Array): Batch {
    const starts = new Int32Array(2 * papers.length + 1);
    this.#entries = 0;
    const sides = kind === "halves" ? this.#drawSides(papers) : undefined;
    for (let side = 0; side < 2; side++) {
      for (let index = 0; index < papers.length; index++) {
        const paper = papers[index] as number;
        if (sides === undefined) this.#takeTitleOrAbstract(paper, side);
        else this.#takeHalf(paper, side, sides[index] as Uint8Array);
        this.#finishText();
        starts[side * papers.length + index + 1] = this.#entries;
      }
    }
    const rows = this.#rows.subarray(0, this.#entries);
    return this.#withTransposed(starts, rows, this.#weights.subarray(0, this.#entries));
  }

  #drawSides(papers: Uint32Array): readonly Uint8Array[] {
    const { paperStarts } = this.#papers;
    return Array.from(papers, (paper) =>
      Uint8Array.from({ length: (paperStarts[paper + 1] ?? 0) - (paperStarts[paper] ?? 0) - 1 }, () =>
        this.#random.next() < 0.5 ? 0 : 1,
      ),
    );
  }

  #takeTitleOrAbstract(paper: number, side: number): void {
    const { paperStarts } = this.#papers;
    const title = paperStarts[paper] ?? 0;
    if (side === 0) this.#takeSegment(title);
    else for (let segment = title + 1; segment < (paperStarts[paper + 1] ?? 0); segment++) this.#takeSegment(segment);
  }

  #takeHalf(paper: number, side: number, sides: Uint8Array): void {
    const first = (this.#papers.paperStarts[paper] ?? 0) + 1;
    for (let index = 0; index < sides.length; index++) if (sides[index] === side) this.#takeSegment(first + index);
  }

  #takeSegment(segment: number): void {
    const { rows, segmentStarts } = this.#papers;
    for (let at = segmentStarts[segment] ?? 0; at < (segmentStarts[segment + 1] ?? 0); at++) {
      const row = rows[at] as number;
      const count = this.#counts[row] as number;
      if (count === 0) this.#seen.push(row);
      this.#counts[row] = count + 1;
    }
  }

  #finishText(): void {
    if (this.#entries + this.#seen.length > this.#rows.length) this.#grow(this.#seen.length);
    for (const row of this.#seen) {
      const count = this.#counts[row] as number;
      this.#counts[row] = 0;
      if (this.#random.next() < this.#dropout) continue;
      this.#rows[this.#entries] = row;
      this.#weights[this.#entries] = countWeight(count);
      this.#entries += 1;
    }
    this.#seen.length = 0;
  }

  #grow(more: number): void {
    const length = 2 * (this.#rows.length + more);
    const [rows, weights] = [new Int32Array(length), new Float32Array(length)];
    rows.set(this.#rows);
    weights.set(this.#weights);
    [this.#rows, this.#weights] = [rows, weights];
  }

  #withTransposed(starts: Int32Array, rows: Int32Array, weights: Float32Array): Batch {
    const touched: number[] = [];
    const [counts, slots] = [this.#counts, this.#slots];
    for (const row of rows) {
      if (counts[row] === 0) slots[row] = touched.push(row) - 1;
      counts[row] = (counts[row] as number) + 1;
    }
    const rowStarts = new Int32Array(touched.length + 1);
    for (const [slot, row] of touched.entries()) {
      rowStarts[slot + 1] = (rowStarts[slot] as number) + (counts[row] as number);
      counts[row] = 0;
    }
    const next = rowStarts.slice();
    const rowTexts = new Int32Array(rows.length);
    const rowWeights = new Float32Array(rows.length);
    for (let text = 0; text + 1 < starts.length; text++) {
      for (let entry = starts[text] as number; entry < (starts[text + 1] as number); entry++) {
        const slot = slots[rows[entry] as number] as number;
        const at = next[slot] as number;
        next[slot] = at + 1;
        rowTexts[at] = text;
        rowWeights[at] = weights[entry] as number;
      }
    }
    const texts = starts.length - 1;
    return { texts, starts, rows, weights, touched: Int32Array.from(touched), rowStarts, rowTexts, rowWeights };
  }
}
