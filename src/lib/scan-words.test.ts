import fc from "fast-check";
import { expect, test } from "vitest";
import { baseTokens, indexTokens } from "./analysis.ts";
import { scanWords } from "./scan-words.ts";

function scanned(text: string): string[] {
  const tokens: string[] = [];
  const utf8 = Buffer.from(`${text}x9-9#`);
  scanWords(utf8, Buffer.byteLength(text), (bytes, from, to) =>
    tokens.push(Buffer.from(bytes.subarray(from, to)).toString()),
  );
  return tokens;
}

const NAME = /(?<![a-z0-9])(?:[a-z0-9]+(?:[-._/:][a-z0-9]+)+|[a-z](?:\+\+|#))/g;
const namesIn = (text: string): string[] => (text.match(NAME) ?? []).filter((name) => /\d|[+#]/.test(name));

const part = fc.constantFrom(
  ..."a b c9 2501 gpt models studies classes boxes wishes ties bus this sses ies s - . _ / : + ++ # λ 深 😀".split(" "),
  " ",
  "--",
);
const text = fc.array(part, { maxLength: 12 }).map((parts) => parts.join(""));

test("tells the very words that patterns find, then names", () => {
  fc.assert(
    fc.property(text, (each) => {
      expect(scanned(each)).toEqual([...baseTokens(each), ...namesIn(each)]);
    }),
    { numRuns: 2_000 },
  );
});

test("names keep the plural that their words lose", () => {
  expect(indexTokens("gpt-4-studies")).toEqual(["gpt", "4", "study", "gpt-4-studies"]);
});
