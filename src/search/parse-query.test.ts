import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { QueryPart } from "../domain/query.ts";
import { formatQuery } from "./format-query.ts";
import { parseQuery } from "./parse-query.ts";

const word = (text: string): QueryPart => ({ kind: "text", text, isPhrase: false, isExcluded: false });
const phrase = (text: string): QueryPart => ({ kind: "text", text, isPhrase: true, isExcluded: false });
const without = (part: QueryPart): QueryPart => ({ ...part, isExcluded: true }) as QueryPart;
const inField = (field: "title" | "author", part: QueryPart): QueryPart => ({ ...part, field }) as QueryPart;

describe("reads", () => {
  test.each<[what: string, text: string, parts: readonly QueryPart[]]>([
    ["words", " graph   networks ", [word("graph"), word("networks")]],
    ["a phrase", 'deep "graph  networks"', [word("deep"), phrase("graph networks")]],
    ["typographic quotation marks", "„graph networks“ «of atoms»", [phrase("graph networks"), phrase("of atoms")]],
    [
      "what to leave out",
      '-graph –"of atoms" −x',
      [without(word("graph")), without(phrase("of atoms")), without(word("x"))],
    ],
    ["no dash inside a word", "state-of-the-art GPT-4", [word("state-of-the-art"), word("GPT-4")]],
    ["a dash alone as nothing", "graphs - a survey — 2", [word("graphs"), word("a"), word("survey"), word("2")]],
    [
      "titles",
      'title:graphs Title:"of atoms"',
      [inField("title", word("graphs")), inField("title", phrase("of atoms"))],
    ],
    ["an author to leave out", '-author:"Ada Example"', [inField("author", without(phrase("Ada Example")))]],
    ["a category, whatever its case", "cat:CS.cl", [{ kind: "filter", name: "cat", values: ["cs.CL"] }]],
    ["an archive", "cat:cs.*", [{ kind: "filter", name: "cat", values: ["cs"] }]],
    ["several values", "cat:cs.CL,math-ph", [{ kind: "filter", name: "cat", values: ["cs.CL", "math-ph"] }]],
    [
      "a source by any of its names",
      "source:hf source:arxiv-oai",
      [
        { kind: "filter", name: "source", values: ["hugging-face"] },
        { kind: "filter", name: "source", values: ["arxiv"] },
      ],
    ],
    ["a venue in several words", 'venue:"NeurIPS 2024"', [{ kind: "filter", name: "venue", values: ["NeurIPS 2024"] }]],
    ["code", "has:Code", [{ kind: "filter", name: "has", values: ["code"] }]],
    ["an identifier", "id:arXiv:2501.00001v2", [{ kind: "id", identifier: { scheme: "arxiv", value: "2501.00001" } }]],
    [
      "dates",
      "after:2024/5 before:2024-05-03",
      [
        { kind: "date", bound: "after", when: "2024-05" },
        { kind: "date", bound: "before", when: "2024-05-03" },
      ],
    ],
    ["a time until now", "after:2W", [{ kind: "date", bound: "after", when: "2w" }]],
    ["a year", "year:2024", [{ kind: "years", from: 2024, until: 2024 }]],
    ["years, in either order", "year:2024..2020", [{ kind: "years", from: 2020, until: 2024 }]],
    ["years without an end", "year:2020..", [{ kind: "years", from: 2020, until: undefined }]],
    ["a colon that names no field", "BERT: foo:bar", [word("BERT:"), word("foo:bar")]],
    ["signs alone as nothing", "? & 🙂 \u0000", []],
  ])("%s", (_what, text, parts) => {
    expect(parseQuery(text)).toEqual({ value: { parts }, problems: [] });
  });
});

describe("says so, and searches words, when", () => {
  test.each<[what: string, text: string, parts: readonly QueryPart[], problem: RegExp]>([
    [
      "a quotation mark is not closed",
      'deep "graph networks',
      [word("deep"), word("graph"), word("networks")],
      /never closed/,
    ],
    ["a date is none", "after:may-2024", [word("may-2024")], /after: wants a date/],
    ["a day is in no calendar", "after:2024-02-30", [word("2024-02-30")], /after: wants a date/],
    ["a year is none", "year:199x", [word("199x")], /year: wants/],
    ["a source is none", "source:nowhere", [word("nowhere")], /source: wants arxiv or/],
    ["a field has no value", "title: graphs", [word("title"), word("graphs")], /right behind the colon/],
    ["an identifier is none", 'id:"no such thing"', [word("no"), word("such"), word("thing")], /id: wants/],
    ["a filter is to be left out", "-cat:cs.CL", [word("cs.CL")], /cat: can only ask for/],
    ["values are too many", `cat:${"cs.CL,".repeat(21)}`, expect.anything() as never, /at most 20/],
    ["a phrase is too long", `"${"w ".repeat(33)}"`, Array.from({ length: 33 }, () => word("w")), /at most 32/],
    [
      "words are too many",
      Array.from({ length: 70 }, (_, at) => `w${at}`).join(" "),
      Array.from({ length: 64 }, (_, at) => word(`w${at}`)),
      /first 64/,
    ],
    ["the text is too long", `${"x ".repeat(1_000)}y`, Array.from({ length: 1_000 }, () => word("x")), /2,000/],
  ])("%s", (_what, text, parts, problem) => {
    const { value, problems } = parseQuery(text);
    expect(value.parts).toEqual(parts);
    expect(problems.map(({ message }) => message).join(" ")).toMatch(problem);
  });
});

const piece = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.constantFrom(
    ...'" - – “ ” : , . ..'.split(" "),
    " ",
    "\n",
    "cat:",
    "title:",
    "author:",
    "venue:",
    "source:",
    "has:code",
  ),
  fc.constantFrom(
    "id:",
    "year:",
    "after:",
    "before:",
    "2024",
    "2020..",
    "cs.CL",
    "math/0611800",
    "7d",
    "graph",
    "of atoms",
  ),
);

describe("whatever the text", () => {
  const anyText = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

  test("what is read can be written and read again", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { value } = parseQuery(text);
        const again = parseQuery(formatQuery(value));
        expect(again.value).toEqual(value);
      }),
      { numRuns: 1_000 },
    );
  });

  test("reading takes time in proportion to its length", () => {
    const started = performance.now();
    for (const run of ['"', '""', "-", "title:", 'title:"', "a:", "cat:,", "year:2", "“", "–", "é", "中"])
      parseQuery(run.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});
