import fc from "fast-check";
import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import { encodeQuotedPrintable } from "./quoted-printable.ts";

async function decode(encoded: string): Promise<string> {
  const head = "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n";
  return (await PostalMime.parse(`${head}${encoded}\r\n`)).text ?? "";
}

test.each([
  ["a=b", "a=3Db"],
  ["é", "=C3=A9"],
  ["one \ntwo\t", "one=20\r\ntwo=09"],
  ["x".repeat(80), `${"x".repeat(75)}=\r\n${"x".repeat(5)}`],
  [`${"x".repeat(76)}\ny`, `${"x".repeat(76)}\r\ny`],
])("%j is %j", (text, encoded) => {
  expect(encodeQuotedPrintable(text)).toBe(encoded);
});

test("any text comes back, in lines of 76 columns at most and in plain ASCII", async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: "grapheme", maxLength: 400 }), async (text) => {
      const encoded = encodeQuotedPrintable(text);
      expect(encoded).toMatch(/^[\t\r\n -~]*$/);
      expect(Math.max(...encoded.split("\r\n").map((line) => line.length))).toBeLessThanOrEqual(76);
      expect(await decode(encoded)).toBe(`${text.replace(/\r\n?/g, "\n")}\n`);
    }),
    { numRuns: 500 },
  );
});
