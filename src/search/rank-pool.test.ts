import { describe, expect, test } from "vitest";
import { rankPool } from "./rank-pool.ts";

const paper = {
  title: "Sparse attention",
  abstract: "Attention over long documents is slow. We propose sparse kernels.",
};
const near = { title: "Attention kernels", abstract: "Sparse kernels make attention over documents fast." };
const far = { title: "River deltas", abstract: "Sediment moves in wide valleys." };

/** Points by how often a text names attention and rivers. */
const embedder = {
  encode(text: string): Float32Array | undefined {
    const [x, y] = [/attention/gi, /river|valley/gi].map((word) => text.match(word)?.length ?? 0) as [number, number];
    const length = Math.hypot(x, y);
    return length === 0 ? undefined : Float32Array.of(x / length, y / length);
  },
};

describe("likeness", () => {
  test("is 1 to itself, 0 to what shares no word, and between for the rest", () => {
    const [itself, like, unlike] = rankPool(paper, [paper, near, far], {}).map(({ score }) => score);
    expect(itself).toBeCloseTo(1);
    expect(like).toBeGreaterThan(0.1);
    expect(like).toBeLessThan(1);
    expect(unlike).toBe(0);
  });

  test("names the words that make it, without those that say nothing", () => {
    const [like] = rankPool(paper, [near], {});
    expect(like?.words).toEqual(expect.arrayContaining(["attention", "sparse", "kernel"]));
    expect(like?.words).not.toContain("over");
  });

  test("mixes vectors with words by the given share", () => {
    const constants = { meaningShare: 0, sentenceFrom: 0, similarVectorShare: 1, facetShare: 0 };
    const scores = rankPool(paper, [near, far], { embedder, constants }).map(({ score }) => score);
    expect(scores).toEqual([expect.closeTo(1), expect.closeTo(0)]);
  });

  test("by a facet counts the sentences about it once more", () => {
    const method = { title: "Other", abstract: "Rivers are an important problem. We propose sparse kernels." };
    const [whole] = rankPool(paper, [method], {});
    const [facet] = rankPool(paper, [method], { facet: "method" });
    expect(facet?.score).toBeGreaterThan(whole?.score ?? 1);
  });

  test("of empty texts is 0, not an error", () => {
    const empty = { title: "", abstract: "" };
    expect(rankPool(empty, [empty, paper], { embedder }).map(({ score }) => score)).toEqual([0, 0]);
    expect(rankPool(paper, [], {})).toEqual([]);
  });
});
