import { expect, test } from "vitest";
import { isWanted, oaiSetOf, readCategories } from "./category.ts";

test("keeps arXiv's categories, in order and once, and drops MSC and ACM classes", () => {
  const terms = [
    "cs.CL",
    "68T50",
    "I.2.7",
    "hep-th",
    "cs.CL",
    "cond-mat.mes-hall",
    "q-bio.NC",
    "F.2.2; I.2.7",
    "",
    undefined,
    "math.CA",
  ];
  expect(readCategories(terms)).toEqual(["cs.CL", "hep-th", "cond-mat.mes-hall", "q-bio.NC", "math.CA"]);
  expect(readCategories(["68T50"])).toBeUndefined();
});

test.each([
  ["cs.CL", "cs:cs:CL"],
  ["cs", "cs:cs"],
  ["hep-th", "physics:hep-th"],
  ["physics.plasm-ph", "physics:physics:plasm-ph"],
  ["cond-mat.str-el", "physics:cond-mat:str-el"],
  ["math.NA", "math:math:NA"],
  ["q-bio.NC", "q-bio:q-bio:NC"],
])("the set of %s is %s", (category, set) => {
  expect(oaiSetOf(category)).toBe(set);
});

test("an archive stands for its categories", () => {
  expect(isWanted("cs.CL", ["cs"])).toBe(true);
  expect(isWanted("cs.CL", ["CS.cl"])).toBe(true);
  expect(isWanted("cs.CL", ["cs.C"])).toBe(false);
});
