import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cutBetweenWords, extractOf } from "../../src/daily/digest-extract.ts";

describe("an extract", () => {
  test.each([
    ["One. Two. Three.", "One. Two."],
    ["We reach 3.14 points, e.g. on BLEU. That is much. More.", "We reach 3.14 points, e.g. on BLEU. That is much."],
    ["Smith et al. Show that. Yes.", "Smith et al. Show that. Yes."],
    ["Does it work? It does! And more.", "Does it work? It does!"],
    ["He said “no.” We agree. End.", "He said “no.” We agree."],
    ["For $a. b$ it holds. True. End.", "For $a. b$ it holds. True."],
    ["See Fig. 3 for it. Done. End.", "See Fig. 3 for it. Done."],
    ["A title by J. Doe is here. Second. Third.", "A title by J. Doe is here. Second."],
    ["no end", "no end"],
    ["", ""],
  ])("of %j is %j", (text, extract) => {
    expect(extractOf(text)).toBe(extract);
  });

  test("leaves out a second sentence that would be too long, and cuts a first one", () => {
    expect(extractOf(`Short one. Then ${"long ".repeat(200)}end.`)).toBe("Short one.");
    const cut = extractOf(`${"word ".repeat(200)}end.`);
    expect(cut.length).toBeLessThanOrEqual(420);
    expect(cut).toMatch(/word…$/);
  });

  test("is never longer than asked and never splits a character", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 300 }), fc.integer({ min: 2, max: 60 }), (text, most) => {
        const cut = cutBetweenWords(text, most);
        expect(cut.length).toBeLessThanOrEqual(Math.max(most, 1));
        expect(cut.isWellFormed() || !text.isWellFormed()).toBe(true);
        expect(extractOf(text).length).toBeLessThanOrEqual(420);
      }),
    );
  });

  test("takes time that grows with the text, not faster", () => {
    const startedAt = performance.now();
    for (const hostile of [". a".repeat(50_000), "$".repeat(100_000), "e.g. ".repeat(40_000)]) extractOf(hostile);
    expect(performance.now() - startedAt).toBeLessThan(2_000);
  });
});
