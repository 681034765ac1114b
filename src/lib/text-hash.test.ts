import { expect, test } from "vitest";
import { textHash } from "./text-hash.ts";

test("a hundred thousand names get as many hashes, all exact numbers", () => {
  const hashes = Array.from({ length: 100_000 }, (_, index) => textHash(`author ${index.toString(36)}`));
  expect(new Set(hashes).size).toBe(100_000);
  expect(hashes.every((value) => Number.isSafeInteger(value) && value >= 0)).toBe(true);
});

test("the hash of a text stays the same for ever, since it is stored", () => {
  expect([textHash(""), textHash("ada example"), textHash("learning to route tokens")]).toMatchInlineSnapshot(`
    [
      3338908027751811,
      6888921995948468,
      8671523736645785,
    ]
  `);
});
