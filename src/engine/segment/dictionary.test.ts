import fc from "fast-check";
import { expect, test } from "vitest";
import { compareTerms, createDictionary } from "./dictionary.ts";

const term = fc.string({ unit: "binary", maxLength: 8 });
const terms = fc.uniqueArray(fc.oneof(term, fc.constantFrom("", "a", "ab", "\uffff", "\u{10000}", "\ue000")), {
  maxLength: 200,
});

test("orders terms as their UTF-8 bytes", () => {
  fc.assert(
    fc.property(term, term, (a, b) => {
      expect(Math.sign(compareTerms(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
    }),
  );
  expect(["\u{10000}", "\uffff", "b", "ba", ""].sort(compareTerms)).toEqual(["", "b", "ba", "\uffff", "\u{10000}"]);
});

test("finds every term that it has, and no other", () => {
  fc.assert(
    fc.property(terms, terms, (present, asked) => {
      const sorted = present.toSorted(compareTerms);
      const dictionary = createDictionary(sorted);
      expect(dictionary.termCount).toBe(sorted.length);
      for (const [number, each] of sorted.entries()) {
        expect(dictionary.termAt(number)).toBe(each);
        expect(dictionary.find(each)).toBe(number);
      }
      for (const each of asked) if (!present.includes(each)) expect(dictionary.find(each)).toBeUndefined();
    }),
  );
});
