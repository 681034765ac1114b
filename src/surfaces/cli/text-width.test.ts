import fc from "fast-check";
import { expect, test } from "vitest";
import { textWidth, wrapText } from "./text-width.ts";

test.each([
  { text: "plain", width: 5 },
  { text: "Éric", width: 4 },
  { text: "E\u0301ric", width: 4 },
  { text: "深度学习", width: 8 },
  { text: "→ α", width: 3 },
])("$text takes $width columns", ({ text, width }) => {
  expect(textWidth(text)).toBe(width);
});

test("wrapped lines hold every word, and none is wider than asked unless it is one word", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 12 })),
      fc.integer({ min: 5, max: 40 }),
      (words, width) => {
        const text = words.join(" ");
        const lines = wrapText(text, width);
        expect(lines.join(" ").split(" ").filter(Boolean)).toEqual(text.split(/\s+/).filter(Boolean));
        for (const line of lines) expect(textWidth(line) <= width || !line.includes(" ")).toBe(true);
      },
    ),
  );
});
