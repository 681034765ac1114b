import { describe, expect, test } from "vitest";
import { clusteredVectors, cosine } from "../../../test/engine/vectors.ts";
import { NO_DATE, type Schema } from "../schema.ts";
import type { Segment } from "../segment/segment.ts";
import { createSegmentBuilder } from "../segment/segment-builder.ts";
import { askedVector } from "./asked-vector.ts";
import { nearest, type NearSource } from "./nearest.ts";

const schemaOf = (dimensions: number): Schema => ({
  text: [],
  keywords: [],
  vectors: { name: "tests", dimensions },
});

function segmentOf(vectors: readonly (Float32Array | undefined)[], dimensions: number, firstKey = 0): Segment {
  const builder = createSegmentBuilder(schemaOf(dimensions));
  for (const [at, vector] of vectors.entries())
    builder.add({ key: firstKey + at, text: {}, keywords: {}, date: NO_DATE, vector });
  return builder.build();
}

const NOTHING = new Float32Array();
const all = (segment: Segment): NearSource => ({ segment, passes: () => true });
const keysOf = (found: readonly { readonly key: number }[]): number[] => found.map(({ key }) => key);

/** The keys of the vectors nearest to one, by looking at each. */
const truth = (vectors: readonly Float32Array[], asked: Float32Array, count: number): number[] =>
  vectors
    .map((vector, key) => ({ key, cosine: cosine(vector, asked) }))
    .toSorted((a, b) => b.cosine - a.cosine)
    .slice(0, count)
    .map(({ key }) => key);

describe("the documents nearest to a vector", () => {
  const vectors = clusteredVectors(12_000, 64, 40);
  const segments = [0, 4_000, 8_000].map((from) => segmentOf(vectors.slice(from, from + 4_000), 64, from));

  test("are found by their signs, nearly all of those that comparing each one finds", () => {
    let found = 0;
    for (let asked = 0; asked < 20; asked++) {
      const vector = vectors[asked * 500] ?? NOTHING;
      const near = nearest(segments.map(all), askedVector(vector), 20, () => {});
      const wanted = new Set(truth(vectors, vector, 20));
      found += keysOf(near).filter((key) => wanted.has(key)).length;
      for (const { key, cosine: told } of near) expect(told).toBeCloseTo(cosine(vectors[key] ?? NOTHING, vector), 1.5);
    }
    expect(found / 400).toBeGreaterThan(0.95);
  });

  test("are only those that pass, however few they are", () => {
    const vector = vectors[77] ?? NOTHING;
    const sources = segments.map((segment): NearSource => {
      const passes = (document: number): boolean => document % 1_000 === 77;
      return { segment, passes };
    });
    const near = nearest(sources, askedVector(vector), 20, () => {});
    expect(keysOf(near).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, at) => 1_000 * at + 77));
    expect(near[0]?.key).toBe(77);
  });

  test("are as many as are asked for where signs cannot tell them apart", () => {
    const same = segmentOf(
      Array.from({ length: 9_000 }, () => vectors[5]),
      64,
    );
    const near = nearest([all(same)], askedVector(vectors[5] ?? NOTHING), 30, () => {});
    expect(near).toHaveLength(30);
    expect(near.every((each) => each.cosine > 0.999)).toBe(true);
  });

  test("are never those without a vector", () => {
    const sparse = segmentOf(
      vectors.slice(0, 3_000).map((vector, at) => (at % 50 === 0 ? vector : undefined)),
      64,
    );
    const few = { segment: sparse, few: [0, 1, 2, 50], passes: () => true };
    expect(keysOf(nearest([few], askedVector(vectors[0] ?? NOTHING), 9, () => {})).toSorted((a, b) => a - b)).toEqual([
      0, 50,
    ]);
    const near = nearest([all(sparse)], askedVector(vectors[100] ?? NOTHING), 20, () => {});
    expect(near[0]?.key).toBe(100);
    expect(near.every(({ key }) => key % 50 === 0)).toBe(true);
  });

  test("are not looked for once the time is over", () => {
    const stop = (): never => {
      throw new Error("over");
    };
    expect(() => nearest(segments.map(all), askedVector(vectors[0] ?? NOTHING), 20, stop)).toThrow("over");
  });
});

test.each([1, 2, 15, 16, 17, 100, 128, 129, 300, 1_536])(
  "vectors of %i dimensions are their own nearest",
  (dimensions) => {
    const vectors = clusteredVectors(300, dimensions, 300);
    const segment = segmentOf(vectors, dimensions);
    for (const asked of [0, 31, 32, 299]) {
      const near = nearest([all(segment)], askedVector(vectors[asked] ?? NOTHING), 5, () => {});
      expect(near[0]?.cosine).toBeGreaterThan(0.999);
      if (dimensions > 15) expect(near[0]?.key).toBe(asked);
    }
  },
);

test("spaces of no dimensions, or of more than 4,096, are refused", () => {
  for (const dimensions of [0, 4_097, 2.5]) expect(() => segmentOf([], dimensions)).toThrow(/1 to 4096/);
});
