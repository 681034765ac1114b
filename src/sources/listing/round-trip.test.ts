import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readListing } from "../listing.ts";

interface Written {
  readonly title: string;
  readonly authors: readonly string[];
  readonly year: string;
  readonly arxiv: string;
  readonly doi: string;
}

const WORDS = [
  "Naïve",
  "Erdős",
  "Łukasiewicz",
  "Özgür",
  "façade",
  "“quoted”",
  '"plain"',
  "one,two",
  "semi;colon",
  "50%",
  "A&B",
  "O'Neil",
  "Ω-3",
  "日本語",
  "C#",
  "a_b",
  "$O(n^{2})$",
  "why?",
  "и",
  "=1+1",
  "@home",
  "(sic)",
];
const NAMES = [
  "Ada Example",
  "Paul Erdős",
  "Jan Łukasiewicz",
  "Ali Özgür",
  "José Núñez",
  "Siân O'Neil",
  "Ying Li",
  "Ada van der Berg",
];

const aPaper: fc.Arbitrary<Written> = fc.record({
  title: fc.array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 8 }).map((words) => words.join(" ")),
  authors: fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 5 }),
  year: fc.integer({ min: 1900, max: 2030 }).map(String),
  arxiv: fc.integer({ min: 0, max: 99_999 }).map((number) => `2501.${String(number).padStart(5, "0")}`),
  doi: fc.stringMatching(/^10\.[0-9]{4,5}\/[a-z0-9_-]{1,12}$/),
});

const ACCENTS: Readonly<Record<string, string>> = {
  ï: '{\\"i}',
  ő: "{\\H o}",
  Ł: "{\\L}",
  Ö: '{\\"O}',
  ü: '{\\"u}',
  ç: "\\c{c}",
  é: "\\'e",
  ú: "\\'{u}",
  ñ: "\\~n",
  â: "{\\^a}",
};

const tex = (text: string): string =>
  text
    .split(/(\$[^$]*\$)/)
    .map((piece) =>
      piece.startsWith("$")
        ? piece
        : piece.replace(/[&%_#]/g, String.raw`\$&`).replace(/[ïőŁÖüçéúñâ]/g, (letter) => ACCENTS[letter] ?? letter),
    )
    .join("");

/** `Paul Erdős` as `Erdős, Paul`. */
const turned = (name: string): string => name.replace(/^(\S+) (.*)$/, "$2, $1");
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;

const WRITERS: Readonly<Record<string, (papers: readonly Written[]) => string>> = {
  BibTeX: (papers) =>
    papers
      .map(({ title, authors, year, arxiv, doi }, index) => {
        const names = authors.map((name) => tex(turned(name))).join(" and ");
        return `@article{key${index},\n  title = {${tex(title)}},\n  author = {${names}},\n  year = ${year},\n  eprint = {${arxiv}},\n  archivePrefix = {arXiv},\n  doi = {${doi}}\n}\n`;
      })
      .join("\n"),
  RIS: (papers) =>
    papers
      .map(({ title, authors, year, arxiv, doi }) =>
        [
          "TY  - JOUR",
          `TI  - ${title}`,
          ...authors.map((name) => `AU  - ${turned(name)}`),
          `PY  - ${year}`,
          `AN  - arXiv:${arxiv}`,
          `DO  - ${doi}`,
          "ER  - ",
          "",
        ].join("\r\n"),
      )
      .join("\r\n"),
  CSV: (papers) =>
    [
      "title,authors,year,arxiv_id,doi",
      ...papers.map(({ title, authors, year, arxiv, doi }) =>
        [quoted(title.replace(/^(?=[=@])/, "'")), quoted(authors.join("; ")), year, arxiv, doi].join(","),
      ),
    ].join("\n"),
  TSV: (papers) =>
    [
      "Title\tAuthor\tPublication Year\tURL\tDOI",
      ...papers.map(({ title, authors, year, arxiv, doi }) =>
        [quoted(title), authors.map(turned).join("; "), year, `https://arxiv.org/abs/${arxiv}v2`, doi].join("\t"),
      ),
    ].join("\n"),
  JSON: (papers) =>
    JSON.stringify(
      papers.map(({ arxiv, ...paper }) => ({ ...paper, id: `arXiv:${arxiv}` })),
      undefined,
      2,
    ),
  "JSON Lines": (papers) =>
    papers.map(({ arxiv, ...paper }) => JSON.stringify({ ...paper, arxivId: arxiv })).join("\n"),
};

describe.each(Object.keys(WRITERS))("papers written as %s", (name) => {
  test("come back as they were", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(aPaper, { minLength: 1, maxLength: 4, selector: ({ arxiv }) => arxiv }),
        async (papers) => {
          const { entries, problems } = await readListing(WRITERS[name]?.(papers) ?? "");
          expect(problems).toEqual([]);
          const read = entries.map(({ sighting: { facts } }) => ({
            title: facts.title,
            authors: facts.authors?.map((author) => author.name),
            year: facts.published,
            ids: facts.identifiers.map(({ value }) => value).toSorted(),
          }));
          expect(read).toEqual(
            papers.map(({ title, authors, year, arxiv, doi }) => ({
              title,
              authors,
              year,
              ids: [arxiv, doi].toSorted(),
            })),
          );
        },
      ),
      { numRuns: 500 },
    );
  });
});
