import { expect, test } from "vitest";
import { CONTENT_TRAITS, readTraits, STATUS_TRAITS, type PaperSketch, type TraitName } from "./traits.ts";

const PAPER: PaperSketch = {
  title: "WithEveryone: One Plan for Seven Words?",
  abstract: "We release code.",
  authorCount: 3,
  organization: "A Lab",
  links: { code: "https://example.org/code" },
};

test.each<[TraitName, Partial<PaperSketch>, number | undefined]>([
  ["code", {}, 1],
  ["project", {}, 0],
  ["abstract length", {}, 2],
  ["abstract length", { abstract: undefined, summary: "Somebody else's words." }, undefined],
  ["title length", { title: "One two three" }, 2],
  ["title names something", {}, 1],
  ["title names something", { title: "A rather long sentence before it: then a colon" }, 0],
  ["title asks", {}, 1],
  ["promises to release", {}, 1],
  ["promises to release", { abstract: "We say nothing." }, 0],
  ["authors", {}, 2],
  ["organisation", {}, 1],
])("%s of %o is %s", (trait, wish, expected) => {
  expect(readTraits({ ...PAPER, ...wish }, [trait])).toEqual([expected]);
});

test("who wrote a paper is no trait of its content", () => {
  expect(CONTENT_TRAITS.filter((trait) => STATUS_TRAITS.includes(trait))).toEqual([]);
});
