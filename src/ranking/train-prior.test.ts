import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aDay } from "../../test/make.ts";
import { addDays } from "../lib/day.ts";
import { guessVotes } from "./guess.ts";
import { measurePrior } from "./measure-prior.ts";
import { trainPrior, type JudgedPaper } from "./train-prior.ts";

const FIRST = aDay("2026-01-01");

/** Numbers from 0 to 1 that look random and are always the same. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    yield state / 2_147_483_648;
  }
}

/** Votes are 10, and 6 more with code, and 5 along the vector's first number; code goes along with its second. */
function plantedPapers(count: number): JudgedPaper[] {
  const next = numbers(7);
  const draw = (): number => next.next().value;
  return Array.from({ length: count }, (_, index) => {
    const code = draw() < 0.5 ? 1 : 0;
    const vector = Float32Array.of(draw() - 0.5, code - 0.5 + 0.2 * (draw() - 0.5), draw() - 0.5);
    return {
      name: `paper ${index}`,
      day: addDays(FIRST, index % 40),
      votes: 10 + 6 * code + 5 * (vector[0] ?? 0),
      traits: [code],
      vector,
      published: undefined,
      authorCount: 3,
    };
  });
}

const OPTIONS = { traits: ["code"], space: "test", penalty: 1e-4 } as const;

describe("a prior", () => {
  test("finds what was planted, and says so in its reasons", () => {
    const prior = trainPrior(plantedPapers(2_000), OPTIONS);
    const guess = guessVotes(prior, [1], Float32Array.of(0.5, 0.5, 0));
    expect(guess.votes).toBeCloseTo(18.5, 0);
    expect(guess.reasons.find(({ trait }) => trait === "words")?.votes).toBeCloseTo(2.5, 0);
    // Half the papers have code, so having it is 3 more than the average.
    expect(guess.reasons.find(({ trait }) => trait === "code")?.votes).toBeCloseTo(3, 0);
  });

  test("guesses as well as traits allow where there is no vector", () => {
    const prior = trainPrior(plantedPapers(2_000), OPTIONS);
    expect(guessVotes(prior, [1], undefined).votes).toBeCloseTo(16, 0);
    expect(guessVotes(prior, [0], undefined).votes).toBeCloseTo(10, 0);
  });

  test("gives what goes along with a trait to the trait: the words' part is uncorrelated with it", () => {
    const papers = plantedPapers(1_000).map((paper) => ({ ...paper, day: FIRST }));
    const prior = trainPrior(papers, OPTIONS);
    const products = papers.map(({ traits, vector }) => {
      const words = guessVotes(prior, traits, vector).reasons.find(({ trait }) => trait === "words")?.votes ?? 0;
      return words * ((traits[0] ?? 0) - (prior.traits[0]?.mean ?? 0));
    });
    const mean = products.reduce((sum, product) => sum + product, 0) / products.length;
    expect(Math.abs(mean)).toBeLessThan(1e-3);
  });

  test("is the same for the same papers in any order", () => {
    const papers = plantedPapers(60);
    const expected = trainPrior(papers, OPTIONS);
    fc.assert(
      fc.property(fc.shuffledSubarray(papers, { minLength: papers.length }), (shuffled) => {
        expect(trainPrior(shuffled, OPTIONS)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test("lets newer papers weigh more", () => {
    const judged = [
      { day: aDay("2025-07-05"), votes: 10 },
      { day: aDay("2026-01-01"), votes: 40 },
    ];
    const papers = judged.flatMap((change) => plantedPapers(1).map((paper) => ({ ...paper, ...change })));
    const { average } = trainPrior(papers, { traits: [] });
    expect(average).toBeCloseTo(30, 6);
  });

  test("guesses nothing it has not learnt: no papers, unknown traits, a constant trait", () => {
    expect(guessVotes(trainPrior([], OPTIONS), [1], undefined).votes).toBe(0);
    const constant = plantedPapers(50).map((paper) => ({ ...paper, traits: [1], votes: 4, vector: undefined }));
    const prior = trainPrior(constant, { traits: ["code"] });
    expect(guessVotes(prior, [undefined], undefined).votes).toBeCloseTo(4, 6);
    expect(guessVotes(prior, [0], undefined).votes).toBeCloseTo(4, 6);
  });

  test("is measured beside orders that need none", () => {
    const prior = trainPrior(plantedPapers(2_000), OPTIONS);
    const { orders, days, papers } = measurePrior(prior, plantedPapers(400));
    expect({ days, papers }).toEqual({ days: 40, papers: 400 });
    expect(orders["prior"]?.spearman).toBeGreaterThan(0.9);
    expect(orders["random"]?.spearman).toBe(0);
    expect(Object.keys(orders)).toEqual(["random", "newest", "number of authors", "prior"]);
  });
});
