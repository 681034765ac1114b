import { expect, test } from "vitest";
import { readWithdrawal } from "./withdrawal.ts";

test.each([
  "This paper has been withdrawn by the authors due to an error in Lemma 3",
  "This submission has been withdrawn by arXiv administrators",
  "12 pages. The article was later withdrawn",
  "Withdrawn by the author",
  "This manuscript is being withdrawn",
])("the comment %j withdraws", (comment) => {
  expect(readWithdrawal({ comment })).toEqual({ reason: comment });
});

test.each([
  "Withdrawn from the proceedings, published elsewhere",
  "We study withdrawn consent",
  "Money was withdrawn from banks",
  "12 pages",
])("the comment %j does not", (comment) => {
  expect(readWithdrawal({ comment })).toBeUndefined();
});

test("an abstract withdraws only by its first words", () => {
  const abstract = "This paper has been withdrawn by the author.";
  expect(readWithdrawal({ abstract })).toEqual({ reason: abstract });
  expect(readWithdrawal({ abstract: "We ask why a paper was withdrawn." })).toBeUndefined();
});

test("a last version without source withdraws, with the comment as its reason", () => {
  expect(readWithdrawal({ comment: "Lemma 3 is wrong", lastVersion: { number: 2, isWithdrawn: true } })).toEqual({
    reason: "Lemma 3 is wrong",
  });
  expect(readWithdrawal({ lastVersion: { number: 2 } })).toBeUndefined();
});
