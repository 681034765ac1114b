import fc from "fast-check";
import { expect, test } from "vitest";
import { orderTerms } from "./ordered-terms.ts";
import { TermTable } from "./term-table.ts";

const term = fc.string({ unit: "binary", maxLength: 8 });
const terms = fc.array(
  fc.oneof(term, fc.constantFrom("", "a", "a\0", "ab", "abcdefg", "abcdefgh", "\uffff", "\u{10000}")),
  {
    maxLength: 200,
  },
);

test("terms are ordered as their UTF-8 bytes, and each is found by its number, and no other", () => {
  fc.assert(
    fc.property(terms, terms, (added, asked) => {
      const table = new TermTable();
      for (const each of added) table.note(table.numberOf(each), 0);
      const sorted = [...new Set(added)].toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      const { dictionary, numbers } = orderTerms(table);
      expect(dictionary.termCount).toBe(sorted.length);
      for (const [number, each] of sorted.entries()) {
        expect(dictionary.termAt(number)).toBe(each);
        expect(dictionary.find(each)).toBe(number);
        expect(numbers[table.numberOf(each)]).toBe(number);
      }
      for (const each of asked) if (!added.includes(each)) expect(dictionary.find(each)).toBeUndefined();
    }),
  );
});
