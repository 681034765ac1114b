import fc from "fast-check";
import { expect, test } from "vitest";
import { seededRandom } from "./random.ts";
import { withTypingError } from "./typing-error.ts";

const TITLE = "Attention Is All You Need";
const errors = new Set(Array.from({ length: 2_000 }, (_, seed) => withTypingError(TITLE, seededRandom(seed))));

test.each([
  { what: "another letter", wrong: /^Att.ntion Is All You Need$/ },
  { what: "a letter dropped", wrong: /^Atention Is All You Need$/ },
  { what: "a letter doubled", wrong: /^Attenttion Is All You Need$/ },
  { what: "two letters swapped", wrong: /^Attention Is All You Nede$/ },
])("makes $what", ({ wrong }) => {
  expect([...errors].some((text) => text !== undefined && wrong.test(text))).toBe(true);
});

test("leaves short words as they are, and always changes something", () => {
  for (const text of errors) expect(text).toMatch(/^([a-z]+ Is All You Need|Attention Is All You [a-z]+)$/i);
  expect(errors.has(TITLE)).toBe(false);
});

test("is undefined where no word is long enough", () => {
  expect(withTypingError("GPT-4 is an AI", seededRandom(1))).toBeUndefined();
});

test("changes one word of any text, by one letter at most in length", () => {
  fc.assert(
    fc.property(fc.lorem(), fc.nat(), (text, seed) => {
      const wrong = withTypingError(text, seededRandom(seed));
      if (wrong === undefined) return;
      const before = text.split(" ");
      const after = wrong.split(" ");
      expect(before.filter((word, index) => word !== after[index])).toHaveLength(1);
      expect(Math.abs(wrong.length - text.length)).toBeLessThanOrEqual(1);
    }),
  );
});

test("is the same for the same seed", () => {
  expect(withTypingError(TITLE, seededRandom(7))).toBe(withTypingError(TITLE, seededRandom(7)));
});
