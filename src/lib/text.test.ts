import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanLine, cleanText } from "./text.ts";

describe("a clean line", () => {
  test.each([
    ["entities are decoded once", "a &amp;lt; b &eacute;&#233;&#xE9; &nbsp;c", "a &lt; b ééé c"],
    ["unknown entities stay", "AT&T &nosuch; &", "AT&T &nosuch; &"],
    ["numbers that Windows meant are read as meant", "&#150;&#147;", "–“"],
    ["numbers of no character vanish", "a&#xD800;&#1114112;&#0;b", "ab"],
    ["controls vanish", "a\u0000\u0007b\u009fc", "abc"],
    ["zero-width and bidi controls vanish", "pay\u200bpal \u202egnp\u2069 \ufeffx\u00ad", "paypal gnp x"],
    ["lone surrogates vanish, pairs stay", "a\ud800b \udc00c 😀", "ab c 😀"],
    ["white space of every kind is one space", " a\t\n\r\n b\u00a0\u3000\u2028\u0085c ", "a b c"],
    ["letters are composed", "Erdo\u030bs", "Erdős"],
    ["marks pile up no higher than eight", `a${"\u0316".repeat(40)}b`, `a${"\u0316".repeat(8)}b`],
    ["emoji keep their form", "❤️", "❤️"],
  ])("%s", (_what, dirty, clean) => {
    expect(cleanLine(dirty)).toBe(clean);
  });

  test("is well-formed, composed, and clean already when cleaned again", () => {
    const anything = fc.string({ unit: "binary", maxLength: 60 }).map((text) => text.replaceAll("&", "+"));
    fc.assert(
      fc.property(anything, (text) => {
        const clean = cleanLine(text);
        expect(clean.isWellFormed()).toBe(true);
        expect(clean.normalize("NFC")).toBe(clean);
        expect(cleanLine(clean)).toBe(clean);
      }),
    );
  });
});

test("clean text keeps paragraphs and no other line breaks", () => {
  expect(cleanText(" One\ntwo\r\n\r\n  three \n \n\n four\u2029five ")).toBe("One two\n\nthree\n\nfour\n\nfive");
});

test("cleaning takes time in proportion to the text", () => {
  const long = `${"\u0301".repeat(100_000)}${" \n".repeat(100_000)}${"&".repeat(100_000)}${"a ".repeat(100_000)}\u0000`;
  const started = performance.now();
  cleanText(long);
  expect(performance.now() - started).toBeLessThan(1_000);
});
