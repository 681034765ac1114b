import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readListing } from "../listing.ts";
import { tidyLine, tidyText } from "./tidy.ts";

async function factsOf(text: string) {
  const { entries } = await readListing(text);
  return entries.map(({ sighting }) => sighting.facts);
}

describe("a BibTeX entry", () => {
  test.each([
    ["a lone dollar", "{Costs $5}", "Costs $5"],
    ["a lone dollar beside a formula", "{Costs $5 for $x^2$}", "Costs $5 for $x^2$"],
    ["a percent sign", "{50% off}", "50% off"],
    ["an escaped percent sign", String.raw`{50\% off}`, "50% off"],
    ["formulas as they are", String.raw`{$\alpha_{i}^2$ and \(a_b\)}`, String.raw`$\alpha_{i}^2$ and \(a_b\)`],
    ["protected capitals", "{{The {GAN} Way}}", "The GAN Way"],
    ["escaped braces that have no partner", String.raw`{The \{ sign}`, "The { sign"],
    ["an accent that looks like the closing quote", String.raw`"Erd\"os"`, "Erdös"],
    ["quotes in braces in quotes", '"A {"}word{"}"', 'A "word"'],
    ["an at sign that begins a line", "{We\n@home (sic) work}", "We @home (sic) work"],
    ["characters that no text may use", "{O\ufdd0n\ufdd6e}", "One"],
    ["a number", "1984", "1984"],
    ["the name of no string", "Nature", "Nature"],
    ["a name that the library knows", "cacm", "Communications of the ACM"],
  ])("may have %s in its title", async (_, value, title) => {
    expect(await factsOf(`@misc{a, title = ${value}, year = 2020}`)).toMatchObject([{ title, published: "2020" }]);
  });

  test.each([
    ["smith(2020)"],
    ["a?b"],
    ["Müller+20"],
    ["Mu\u0308ller"],
    ["Smith 2020"],
    ["<Go to ISI>://WOS:0001"],
    ["DBLP:journals/corr/abs-1706-03762"],
    [""],
  ])("may have the key %j", async (key) => {
    expect(await factsOf(`@article{${key},\n  title = {One}\n}`)).toMatchObject([{ title: "One" }]);
  });

  test("may lack commas, or have remarks and a field in two words", async () => {
    const text = `@article{a
  title = {One}
  author = "Ada" year = 2020
  month = jan % not {sure
  Custom 1 = {x}, note = {12 pages}
}`;
    expect(await factsOf(text)).toMatchObject([
      { title: "One", authors: [{ name: "Ada" }], published: "2020-01", comment: "12 pages" },
    ]);
  });

  test("keeps the first of two fields of one name", async () => {
    expect(await factsOf("@misc{a, title = {One}, title = {Two}}")).toMatchObject([{ title: "One" }]);
  });

  test("has its addresses as they are", async () => {
    const text = String.raw`@misc{a, title = {One}, url = {https://x.example/a%20b_c?d=$1}, doi = {10.1000/a\_b%3C}}`;
    const [facts] = await factsOf(text);
    expect(facts?.identifiers.map(({ value }) => value)).toEqual(["10.1000/a_b%3c", "https://x.example/a%20b_c?d=$1"]);
  });

  test.each([
    ["Lovelace, Ada and van der Berg, Ada Maria", ["Ada Lovelace", "Ada Maria van der Berg"]],
    ["Ada Lovelace and Plato and others", ["Ada Lovelace", "Plato"]],
    ["King, Jr., Martin and King, Martin, Jr.", ["Martin King Jr.", "Martin King Jr."]],
    ["{The {GAN} Lab, Inc.} and Ada Lovelace", ["The GAN Lab, Inc.", "Ada Lovelace"]],
    [String.raw`Erd{\H o}s, P{\'a}l and {\O}. Str\o{}m`, ["Pál Erdős", "Ø. Strøm"]],
    ["Ada and\n\n  Bo and\tCy", ["Ada", "Bo", "Cy"]],
    ["{Arts and Sciences Lab} AND Bo", ["Arts and Sciences Lab", "Bo"]],
  ])("names the authors of %j", async (names, authors) => {
    expect(await factsOf(`@misc{a, author = {${names}}, title = {One}}`)).toMatchObject([
      { authors: authors.map((name) => ({ name })) },
    ]);
  });

  test("that a colossal author list or another long field is part of loses that field only, and that is told", async () => {
    const names = (count: number) => Array.from({ length: count }, () => "Lovelace, Ada").join(" and ");
    const { entries, problems } = await readListing(
      `@misc{a, title = {One}, author = {${names(2500)}}}\n@misc{b, author = {${names(5000)}}, title = {Two}}`,
    );
    expect(entries.map(({ sighting: { facts } }) => [facts.title, facts.authors?.length])).toEqual([
      ["One", 2500],
      ["Two", undefined],
    ]);
    expect(problems).toMatchObject([{ line: 2, where: "b", message: expect.stringContaining("author") }]);
  });

  test("is refused when it is too long, and the next is read", async () => {
    const note = `note = {${"word ".repeat(9000)}}, `;
    const { entries, problems } = await readListing(
      `@misc{a, ${note.repeat(3)}title = {One}}\n@misc{b, title = {Two}}`,
    );
    expect(entries.map(({ sighting }) => sighting.facts.title)).toEqual(["Two"]);
    expect(problems).toMatchObject([{ line: 1, where: "a", message: expect.stringContaining("longer") }]);
  });

  test("that nobody names by crossref has no volume, though another has no key", async () => {
    const facts = await factsOf("@misc{, title = {One}, year = 2020}\n@misc{b, title = {Two}}");
    expect(facts).toMatchObject([{ title: "One" }, { title: "Two", venue: undefined, published: undefined }]);
  });
});

describe("BibTeX strings", () => {
  test("hold for later entries, whatever is in them", async () => {
    const text = `@misc{a, title = {One}, journal = j}
@string{J = "A $ Journal of 50% {X}"}
@String(k = j # { (k)})
@misc{b, title = {Two}, journal = J} @misc{c, title = {Three}, journal = {The } # K # { again}}`;
    expect((await factsOf(text)).map(({ venue }) => venue)).toEqual([
      "j",
      "A $ Journal of 50% X",
      "The A $ Journal of 50% X (k) again",
    ]);
  });

  test("that grow without end are refused", async () => {
    const { entries, problems } = await readListing(
      `@string{a = {wordy}}\n${"@string{a = a # a}\n".repeat(60)}@misc{b, title = {One}, journal = a}`,
    );
    expect(entries).toHaveLength(1);
    expect(problems.length).toBeGreaterThan(40);
  });

  test("that are broken are told", async () => {
    const { problems } = await readListing("@string{a {x}}\n@misc{b, title = {One}}");
    expect(problems).toMatchObject([{ line: 1 }]);
  });
});

describe("what stands in braces", () => {
  const WORDS = String.raw`Naïve|{\"o}ther|$O(n^{2})$|50\%|50%|$5|\$5|A\&B|{GAN}s|\'Etienne|“q”|--|~|\emph{so}|a_b|x^2|\alpha|\(a_b\)|\{0,1\}|#3|(sic)|https://x.y/a%20b|日本語|@home|it's|\ss|=1|[b]|{a, b}|\url{http://a.b/c_d}|&amp;|<i>x</i>|and|\v{s}|"|$$y$$|\[z\]|\verb|\begin{a}|\\|{}`;
  const aValue = fc
    .array(fc.constantFrom(...WORDS.split("|"), "\n", "\n\n", "\t", "|"), { minLength: 1, maxLength: 10 })
    .map((words) => `The ${words.join(" ")}`)
    // A line that begins like an entry ends a value that was left open: which of the two it is, nobody can tell.
    .filter((value) => !/^[ \t]*@\s*\w+\s*[{(]/m.test(value));

  test("comes back as it was, but for what TeX means", async () => {
    await fc.assert(
      fc.asyncProperty(aValue, aValue, aValue, async (title, abstract, note) => {
        const { entries, problems } = await readListing(
          `@misc{a, title = {${title}}, abstract = {${abstract}},\nnote = {${note}}}`,
        );
        expect(problems).toEqual([]);
        expect(entries[0]?.sighting.facts).toMatchObject({
          title: tidyLine(title),
          abstract: tidyText(abstract),
          comment: tidyLine(note),
        });
      }),
      { numRuns: 300 },
    );
  });
});

test("a server goes on serving while a long BibTeX file is read", async () => {
  await readListing("@misc{a, title = {One}}");
  let turns = 0;
  const timer = setInterval(() => (turns += 1), 1);
  await readListing(
    Array.from({ length: 300 }, (_, n) => `@misc{k${n}, title = {${"word ".repeat(60)}${n}}}`).join("\n"),
  );
  clearInterval(timer);
  expect(turns).toBeGreaterThan(5);
});
