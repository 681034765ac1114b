import fc from "fast-check";
import { expect, test } from "vitest";
import { bestOf } from "./best-of.ts";

const items = fc.array(fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }), { maxLength: 200 });
const nameOf = (item: number): string => `paper ${(item * 7919) % 1_000}-${item}`;

test("gives page after page what sorting everything gives, ties by name", () => {
  fc.assert(
    fc.property(items, fc.integer({ min: 1, max: 9 }), (scores, limit) => {
      const sorted = scores
        .flatMap((score, item) => (score === undefined ? [] : [{ item, score, name: nameOf(item) }]))
        .sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1));
      const seen: number[] = [];
      for (let after; ;) {
        const page = bestOf({ size: scores.length, scoreOf: (item) => scores[item], nameOf, after, limit });
        expect(page.total).toBe(sorted.length);
        expect(page.before).toBe(seen.length);
        after = page.placed.at(-1);
        if (!after) break;
        seen.push(...page.placed.map(({ item }) => item));
      }
      expect(seen).toEqual(sorted.map(({ item }) => item));
    }),
  );
});
