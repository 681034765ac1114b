import { expect, test } from "vitest";
import { createRandom } from "./random.ts";
import { Trainer } from "./trainer.ts";

const [ROWS, DIMENSIONS, PAIRS, TAU, RATE] = [12, 32, 8, 0.5, 0.01];
const PREFIXES = [16, 32];
const random = createRandom(3);
/** Text after text, the rows with their weights. */
const texts = Array.from({ length: 2 * PAIRS }, () =>
  Array.from(random.permutation(ROWS).subarray(0, 3), (row) => ({ row, weight: 1 + random.next() })),
);
const start = Float32Array.from({ length: ROWS * DIMENSIONS }, () => random.normal());

/** The loss by its definition, in 64 bits: the mean over both directions and all prefixes. */
function lossOf(vectors: ArrayLike<number>, isOneWay: boolean): number {
  const z = texts.map((entries) =>
    Array.from({ length: DIMENSIONS }, (_, at) =>
      entries.reduce((sum, { row, weight }) => sum + weight * (vectors[row * DIMENSIONS + at] ?? 0), 0),
    ),
  );
  const cosine = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
  const losses = PREFIXES.flatMap((prefix) => {
    const cut = z.map((vector) => vector.slice(0, prefix));
    const [a, b] = [cut.slice(0, PAIRS), cut.slice(PAIRS)];
    const oneWay = (from: readonly number[][], to: readonly number[][]): number => {
      const shares = from.map((x, i) => {
        const powers = to.map((y) => Math.exp(cosine(x, y) / TAU));
        return -Math.log((powers[i] ?? 0) / powers.reduce((sum, power) => sum + power, 0));
      });
      return shares.reduce((sum, share) => sum + share, 0) / PAIRS;
    };
    return isOneWay ? [oneWay(a, b)] : [oneWay(a, b), oneWay(b, a)];
  });
  return losses.reduce((sum, loss) => sum + loss, 0) / losses.length;
}

function batch() {
  const touched = Int32Array.from(new Set(texts.flatMap((entries) => entries.map(({ row }) => row))));
  const byRow = Array.from(touched, (wanted) =>
    texts.flatMap((entries, text) => entries.flatMap(({ row, weight }) => (row === wanted ? [{ text, weight }] : []))),
  );
  const startsOf = (lists: readonly (readonly unknown[])[]): Int32Array =>
    Int32Array.from([0, ...lists.map((_, at) => lists.slice(0, at + 1).flat().length)]);
  return {
    texts: texts.length,
    starts: startsOf(texts),
    rows: Int32Array.from(texts.flat(), ({ row }) => row),
    weights: Float32Array.from(texts.flat(), ({ weight }) => weight),
    touched,
    rowStarts: startsOf(byRow),
    rowTexts: Int32Array.from(byRow.flat(), ({ text }) => text),
    rowWeights: Float32Array.from(byRow.flat(), ({ weight }) => weight),
  };
}

test("the first step is Adam's along the gradient of InfoNCE, found here by differences", () => {
  const trainer = new Trainer({ dimensions: DIMENSIONS, prefixes: PREFIXES, pairs: PAIRS, entries: 6 * PAIRS }, start);
  const loss = trainer.step(batch(), { temperature: TAU, rate: RATE });
  expect(loss).toBeCloseTo(lossOf(start, true), 4);
  const after = trainer.vectors();
  const h = 1e-4;
  const slope = Array.from(start, (value, at) => {
    const moved = Array.from(start);
    moved[at] = value + h;
    const up = lossOf(moved, false);
    moved[at] = value - h;
    return (up - lossOf(moved, false)) / (2 * h);
  });
  for (let row = 0; row < ROWS; row++) {
    const own = slope.slice(row * DIMENSIONS, (row + 1) * DIMENSIONS);
    const typical = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0) / DIMENSIONS);
    for (const [at, value] of own.entries()) {
      const index = row * DIMENSIONS + at;
      // First moment 0.1 times the gradient; second moment, corrected, the mean square of the row's.
      expect((after[index] ?? 0) - (start[index] ?? 0)).toBeCloseTo((-RATE * 0.1 * value) / typical, 4);
    }
  }
});

test("steps lower the loss", () => {
  const trainer = new Trainer({ dimensions: DIMENSIONS, prefixes: PREFIXES, pairs: PAIRS, entries: 6 * PAIRS }, start);
  const losses = Array.from({ length: 60 }, () => trainer.step(batch(), { temperature: TAU, rate: 0.05 }));
  expect(losses.at(-1)).toBeLessThan((losses[0] ?? 0) * 0.7);
});
