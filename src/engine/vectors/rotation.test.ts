import fc from "fast-check";
import { expect, test } from "vitest";
import { createRotation } from "./rotation.ts";

const product = (a: Float32Array, b: Float32Array): number =>
  a.reduce((sum, number, at) => sum + number * (b[at] ?? 0), 0);

const pairs = fc.integer({ min: 1, max: 400 }).chain((dimensions) => {
  const vector = fc.float32Array({ minLength: dimensions, maxLength: dimensions, min: -1, max: 1, noNaN: true });
  return fc.tuple(vector, vector);
});

test("products of vectors, and so lengths and angles, stay what they were in any number of dimensions", () => {
  fc.assert(
    fc.property(pairs, ([a, b]) => {
      const rotate = createRotation(a.length);
      expect(product(rotate(a), rotate(b))).toBeCloseTo(product(a, b), 3);
      expect(product(rotate(a), rotate(a))).toBeCloseTo(product(a, a), 3);
    }),
    { numRuns: 100 },
  );
});

test.each([16, 100, 256, 384, 1_000, 4_096])(
  "of %i dimensions, what stood in one number is spread over all",
  (dimensions) => {
    const turned = createRotation(dimensions)(Float32Array.from({ length: dimensions }, (_, at) => (at === 3 ? 1 : 0)));
    expect(Math.max(...turned.map(Math.abs))).toBeLessThan(Math.min(1, 6 / Math.sqrt(dimensions)));
    expect(turned.filter((number) => Math.abs(number) > 1e-9).length).toBeGreaterThan(dimensions / 2);
  },
);

test("the same vector is turned the same way each time", () => {
  const vector = Float32Array.from({ length: 48 }, (_, at) => Math.sin(at));
  expect(createRotation(48)(vector)).toEqual(createRotation(48)(vector));
});

test("segments already written stay readable: the rotation is the one they were made with", () => {
  const turned = createRotation(7)(Float32Array.of(1, 2, 3, 4, 5, 6, 7));
  expect([...turned].map((number) => number.toFixed(5))).toEqual([
    "-7.62652",
    "-2.76256",
    "0.78769",
    "1.82322",
    "3.89645",
    "2.60355",
    "6.94975",
  ]);
  expect([...createRotation(0)(new Float32Array(0))]).toEqual([]);
});
