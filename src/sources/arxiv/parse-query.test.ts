import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseQuery } from "./parse-query.ts";

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const atom = fixture("query.atom.xml");

test("reads all that an entry says", () => {
  const { value: answer, problems } = parseQuery(atom);
  expect(problems).toEqual([]);
  expect(answer).toMatchObject({
    total: 2,
    isComplete: true,
    refusal: undefined,
    title: expect.stringContaining("id_list=2608.01234") as string,
  });
  expect(answer?.sightings[0]).toEqual({
    source: "arxiv-api",
    sourceKey: "2608.01234",
    facts: {
      identifiers: [
        { scheme: "arxiv", value: "2608.01234" },
        { scheme: "doi", value: "10.1000/lantern.1" },
      ],
      title: "Paper Lanterns: Light Models That Carry Far",
      abstract: "We fold small models out of large ones.",
      authors: [{ name: "Ada Example", affiliation: "Uni A" }, { name: "Bo Sample" }],
      published: "2026-08-19",
      updated: "2026-08-20",
      categories: ["cs.CL", "cs.AI"],
      versions: [
        { number: 1, date: "2026-08-19" },
        { number: 2, date: "2026-08-20" },
      ],
      journalReference: "J. Inv. Lanterns 1 (2026) 1-9",
      comment: "12 pages, 3 figures",
    },
    appearances: [],
    record: {
      format: "arxiv-api",
      text: expect.stringMatching(/^<entry>[^]*<\/entry>$/) as string,
    },
  });
});

test("an old-style id keeps its archive, and a comment may withdraw", () => {
  expect(parseQuery(atom).value?.sightings[1]).toMatchObject({
    sourceKey: "astro-ph/0601001",
    facts: {
      categories: ["astro-ph"],
      versions: [{ number: 1, date: "2006-01-02" }],
      withdrawal: { reason: expect.stringContaining("lamp post") as string },
    },
  });
});

test("an entry called Error is a refusal and no paper", () => {
  expect(parseQuery(fixture("query-error.atom.xml"))).toMatchObject({
    value: { refusal: "incorrect id format for lantern", sightings: [] },
    problems: [],
  });
});

test("dates after the answer's own are not taken", () => {
  expect(
    parseQuery(atom.replace("<published>2026-08-19", "<published>2999-08-19")).value?.sightings[0]?.facts.published,
  ).toBeUndefined();
});

test.each([
  ["title", /<title>Lanterns Among the Stars<\/title>/, { line: 34, where: "astro-ph/0601001" }],
  ["arXiv id", /https?:\/\/arxiv.org\/(?:abs|pdf)\/astro-ph\/0601001v1/g, { line: 34 }],
])("an entry without %s is left out with a problem", (lack, pattern, place) => {
  const { value, problems } = parseQuery(atom.replaceAll(new RegExp(pattern, "g"), ""));
  expect(value?.sightings).toHaveLength(1);
  expect(problems).toEqual([{ ...place, message: `This entry has no ${lack}; it was left out.` }]);
});

test.each(["", "Rate exceeded.", "<html></html>"])("%j is no answer", (text) => {
  expect(parseQuery(text).value).toBeUndefined();
});

test("never throws", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseQuery(text)));
  fc.assert(
    fc.property(
      fc.nat(atom.length),
      fc.nat(200),
      fc.string({ unit: "binary", maxLength: 20 }),
      (at, length, text) => void parseQuery(atom.slice(0, at) + text + atom.slice(at + length)),
    ),
  );
});
