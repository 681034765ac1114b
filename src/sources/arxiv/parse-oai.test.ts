import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { parseOai } from "./parse-oai.ts";

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const raw = fixture("oai-raw.xml");

test("reads all that a record says", () => {
  const { value: page, problems } = parseOai(raw);
  expect(problems).toEqual([]);
  expect(page).toMatchObject({
    answeredOn: "2026-08-21",
    isComplete: true,
    error: undefined,
    token: "verb%3DListRecords%26metadataPrefix%3DarXivRaw%26from%3D2026-08-21%26skip%3D1",
  });
  expect(page?.records[0]).toEqual({
    datestamp: "2026-08-20",
    submittedAtMs: Date.parse("2026-08-19T15:29:38Z"),
    sighting: {
      source: "arxiv-oai",
      sourceKey: "2608.01234",
      facts: {
        identifiers: [
          { scheme: "arxiv", value: "2608.01234" },
          { scheme: "doi", value: "10.1000/lantern.1" },
          { scheme: "doi", value: "10.1000/lantern.2" },
        ],
        title: "Paper Lanterns: Light Models That Carry Far",
        abstract: "We fold small models out of large ones & carry them.",
        authors: [
          { name: "Ada Example", affiliation: "Uni A" },
          { name: "K. Bölcskei", affiliation: "Uni A; Lab B" },
          { name: "Bo Sample", affiliation: "Lab B" },
        ],
        published: "2026-08-19",
        updated: "2026-08-20",
        categories: ["cs.CL", "cs.AI"],
        versions: [
          { number: 1, date: "2026-08-19", size: "14kb" },
          { number: 2, date: "2026-08-20", size: "15kb" },
        ],
        journalReference: "J. Inv. Lanterns 1 (2026) 1-9",
        comment: "12 pages; code: https://example.org/lantern",
        license: "http://creativecommons.org/licenses/by/4.0/",
      },
      appearances: [],
      record: {
        format: "arxiv-oai",
        text: expect.stringMatching(/^<record>[^]*<\/record>$/) as string,
      },
    },
  });
});

test("a last version without source is a withdrawal, with the comment as its reason", () => {
  expect(parseOai(raw).value?.records[1]?.sighting).toMatchObject({
    sourceKey: "math/0611800",
    facts: {
      published: "2006-11-26",
      withdrawal: { reason: "Lemma 3 is wrong" },
      versions: [{ number: 1 }, { number: 2, size: "0kb", isWithdrawn: true }],
    },
  });
});

test("a deleted record withdraws its paper, under a title that any other replaces", () => {
  expect(parseOai(raw).value?.records[2]).toMatchObject({
    datestamp: "2026-08-21",
    sighting: {
      sourceKey: "2608.00666",
      facts: {
        title: "arXiv:2608.00666",
        isTitleProvisional: true,
        withdrawal: { reason: "arXiv deleted its record." },
      },
    },
  });
});

test("reads authors in parts, as the format arXiv has them", () => {
  const parts = raw
    .replaceAll("arXivRaw", "arXiv")
    .replace(
      /<authors>Ada[^]*?<\/authors>/,
      "<authors><author><keyname>Example</keyname><forenames>Ada</forenames><suffix>Jr</suffix></author><author><keyname>LANTERN</keyname></author></authors><created>2026-08-18</created>",
    )
    .replaceAll(/<version[^]*?<\/version>/g, "");
  expect(parseOai(parts).value?.records[0]).toMatchObject({
    submittedAtMs: undefined,
    sighting: {
      facts: {
        authors: [{ name: "Ada Example Jr" }, { name: "LANTERN" }],
        published: "2026-08-18",
      },
    },
  });
});

test("errors of the protocol come with their code", () => {
  expect(parseOai(fixture("oai-error.xml")).value).toMatchObject({
    error: { code: "noRecordsMatch", message: "No records match." },
    records: [],
    token: undefined,
  });
});

test.each([
  "<resumptionToken/>",
  '<resumptionToken expires="x"></resumptionToken>',
  "<resumptionToken> \n </resumptionToken>",
  "",
])("%j ends the list", (token) => {
  expect(parseOai(raw.replace(/<resumptionToken[^]*<\/resumptionToken>/, token)).value?.token).toBeUndefined();
});

test("a broken record costs neither the others nor the way to the next page", () => {
  const { value, problems } = parseOai(raw.replace("<title>On the", "<title><b>On the"));
  expect(value?.records.map(({ sighting }) => sighting.sourceKey)).toEqual(["2608.01234", "2608.00666"]);
  expect(value).toMatchObject({
    isComplete: true,
    token: expect.stringContaining("skip") as string,
  });
  expect(problems).toMatchObject([{ line: 45 }]);
});

test("a record without a title is left out with a problem", () => {
  expect(parseOai(raw.replace(/<title>On the[^<]*/, "<title> ")).problems).toEqual([
    { line: 33, where: "math/0611800", message: "This record has no title; it was left out." },
  ]);
});

test("dates that cannot be are not taken", () => {
  const { value } = parseOai(
    raw.replace("Wed, 19 Aug 2026", "Tue, 01 Jan 2999").replace("<datestamp>2026-08-20", "<datestamp>1969-12-30"),
  );
  expect(value?.records[0]).toMatchObject({
    datestamp: undefined,
    sighting: { facts: { published: undefined, updated: "2026-08-20" } },
  });
});

test.each(["", "<html></html>", "Rate exceeded."])("%j is not OAI-PMH", (text) => {
  expect(parseOai(text).value).toBeUndefined();
});

test("never throws", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseOai(text)));
  fc.assert(
    fc.property(
      fc.nat(raw.length),
      fc.nat(200),
      fc.string({ unit: "binary", maxLength: 20 }),
      (at, length, text) => void parseOai(raw.slice(0, at) + text + raw.slice(at + length)),
    ),
  );
});
