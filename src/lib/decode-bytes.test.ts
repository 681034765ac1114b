import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBytes } from "./decode-bytes.ts";

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function utf16(text: string, isLittleEndian: boolean): Uint8Array {
  const view = new DataView(new ArrayBuffer(2 * text.length));
  for (let index = 0; index < text.length; index++) view.setUint16(2 * index, text.charCodeAt(index), isLittleEndian);
  return new Uint8Array(view.buffer);
}

function utf32(text: string, isLittleEndian: boolean): Uint8Array {
  const codes = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  const view = new DataView(new ArrayBuffer(4 * codes.length));
  for (const [index, code] of codes.entries()) view.setUint32(4 * index, code, isLittleEndian);
  return new Uint8Array(view.buffer);
}

const TEXT = "Title: Müller & Ёлка 😀";

describe("bytes of an encoding that was told or can be seen", () => {
  test.each([
    ["UTF-8", utf8(TEXT), undefined],
    ["UTF-8 with a mark", utf8(`\ufeff${TEXT}`), "koi8-r"],
    ["UTF-16 with a mark, little end first", utf16(`\ufeff${TEXT}`, true), undefined],
    ["UTF-16 with a mark, big end first", utf16(`\ufeff${TEXT}`, false), "utf-8"],
    ["UTF-16 without a mark, little end first", utf16(TEXT, true), undefined],
    ["UTF-16 without a mark, big end first", utf16(TEXT, false), undefined],
    ["UTF-32 with a mark, little end first", utf32(`\ufeff${TEXT}`, true), undefined],
    ["UTF-32 with a mark, big end first", utf32(`\ufeff${TEXT}`, false), undefined],
    ["UTF-32 without a mark, little end first", utf32(TEXT, true), undefined],
    ["UTF-32 without a mark, big end first", utf32(TEXT, false), undefined],
    ["UTF-8 that is labelled as Latin 1", utf8(TEXT), "iso-8859-1"],
    ["UTF-8 that is labelled as UTF-16", utf8(TEXT), "utf-16"],
  ])("are read: %s", (_encoding, encoded, declared) => {
    expect(decodeBytes(encoded, declared)).toEqual({ value: TEXT, problems: [] });
  });

  test.each([
    ["windows-1252", bytes(0x93, 0x4d, 0xfc, 0x94), "“Mü”"],
    ["iso-8859-1", bytes(0x4d, 0xfc), "Mü"],
    ["koi8-r", bytes(0xed, 0xc9, 0xd2), "Мир"],
    ["gb18030", bytes(0xc9, 0xee, 0xb6, 0xc8), "深度"],
    ["Shift_JIS", bytes(0x8a, 0x77, 0x8f, 0x4b), "学習"],
    ["euc-kr", bytes(0xc7, 0xd0, 0xbd, 0xc0), "학습"],
  ])("are read as declared: %s", (declared, encoded, text) => {
    expect(decodeBytes(encoded, declared)).toEqual({ value: text, problems: [] });
  });

  test("are read as an XML declaration says, before what was told outside", () => {
    const prolog = '<?xml version="1.0" encoding="koi8-r"?><a>';
    expect(decodeBytes(bytes(...utf8(prolog), 0xed), "utf-8").value).toBe(`${prolog}М`);
  });
});

describe("bytes that fit no encoding well", () => {
  test("are read as windows-1252 when they are not UTF-8, and the reader is told", () => {
    const { value, problems } = decodeBytes(bytes(0x4d, 0xfc, 0x6c));
    expect(value).toBe("Mül");
    expect(problems[0]?.message).toContain("windows-1252");
  });

  test("lose only the damaged ones when the rest is UTF-8, as in a text that was cut", () => {
    const { value, problems } = decodeBytes(utf8("naïve café Ёлка").subarray(0, -1));
    expect(value).toBe("naïve café Ёлк\ufffd");
    expect(problems).toHaveLength(1);
  });

  test("are read as UTF-8 when nobody knows the label", () => {
    const { value, problems } = decodeBytes(utf8("né"), "x-martian");
    expect(value).toBe("né");
    expect(problems[0]?.message).toContain("x-martian");
  });

  test("always become well-formed text", () => {
    const labels = fc.constantFrom(undefined, "utf-8", "utf-16", "utf-32", "gb18030", "shift_jis", "no-such", "");
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), labels, (noise, label) => {
        expect(decodeBytes(noise, label).value.isWellFormed()).toBe(true);
      }),
    );
  });
});
