import { describe, expect, test } from "vitest";
import { archiveName, CATEGORIES, categoryName } from "./category.ts";

describe("category names", () => {
  test.each([
    ["cs.CL", "Computation and Language"],
    ["quant-ph", "Quantum Physics"],
    ["astro-ph", "Astrophysics"],
    ["cond-mat.mtrl-sci", "Materials Science"],
    ["cmp-lg", "Computation and Language"],
  ])("%s is %s", (category, name) => {
    expect(categoryName(category)).toBe(name);
  });

  test.each(["", "cs.XX", "cs.", "constructor", "cs.constructor", "toString.length"])(
    "%j names no category",
    (category) => {
      expect(categoryName(category)).toBeUndefined();
    },
  );

  test("an archive is named for its categories", () => {
    expect(archiveName("cs.CL")).toBe("Computer Science");
  });

  test("all of today's 155 categories have names", () => {
    expect(CATEGORIES).toHaveLength(155);
    expect(CATEGORIES.filter((category) => categoryName(category) === undefined)).toEqual([]);
  });
});
