import { expect, test } from "vitest";
import { formatPartialDate } from "../../lib/words.ts";
import { foldAuthors, formatProblem, problemToJson } from "./words.ts";

const authors = (count: number) => Array.from({ length: count }, (_, index) => ({ name: `A${index + 1}` }));

test.each([
  { named: 0, counted: 0, folded: "" },
  { named: 0, counted: 7, folded: "7 authors" },
  { named: 1, counted: 1, folded: "A1" },
  { named: 4, counted: 4, folded: "A1, A2, A3, A4" },
  { named: 5, counted: 5, folded: "A1, A2, A3 and 2 others" },
  { named: 2, counted: 3, folded: "A1, A2 and 1 other" },
  { named: 2, counted: 90, folded: "A1, A2 and 88 others" },
])("$named of $counted authors by name are told as `$folded`", ({ named, counted, folded }) => {
  expect(foldAuthors(authors(named), counted)).toBe(folded);
});

test.each([
  ["2026-08-21", "21 August 2026"],
  ["2026-08", "August 2026"],
  ["2026", "2026"],
  ["--08-21", "21 August"],
  ["2026-08-21T10:00:00Z", "21 August 2026"],
  ["spring 2026", "spring 2026"],
])("the date %s is told as %s", (date, told) => {
  expect(formatPartialDate(date)).toBe(told);
});

test("a problem that quotes a file cannot steer the terminal", () => {
  expect(formatProblem({ line: 1_204, message: "no title: \u001B[31mred\u0007" })).toBe(
    "line 1,204: no title:  [31mred ",
  );
});

test("a problem without a line begins with its place in JSON", () => {
  expect(problemToJson({ where: "entry a2", message: "no title" })).toEqual({
    line: null,
    message: "entry a2: no title",
  });
  expect(problemToJson({ line: 3, message: "no title" })).toEqual({ line: 3, message: "no title" });
});
