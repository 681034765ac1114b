import fc from "fast-check";
import { expect, test } from "vitest";
import { parseAuthorList } from "./author-list.ts";

test.each([
  ["Ada Example, Bo Sample", ["Ada Example", "Bo Sample"]],
  ["Ada Example and Bo Sample", ["Ada Example", "Bo Sample"]],
  ["Ada Example, Bo Sample, and Cy Pher", ["Ada Example", "Bo Sample", "Cy Pher"]],
  ["Ada Example; Bo Sample & Cy Pher", ["Ada Example", "Bo Sample", "Cy Pher"]],
  ['Helmut B\\"olcskei, Paul Erd\\H{o}s', ["Helmut Bölcskei", "Paul Erdős"]],
  ["Bo Sample, Jr, Cy Pher III", ["Bo Sample Jr", "Cy Pher III"]],
  ["Andy Sandstrom, Anders Land", ["Andy Sandstrom", "Anders Land"]],
  ["Ada Example, et al.", ["Ada Example"]],
  ["LANTERN Collaboration: A. Example, B. Sample", ["LANTERN Collaboration", "A. Example", "B. Sample"]],
  ["Sahana S.Bisalapur", ["Sahana S.Bisalapur"]],
  ["  Ada\n   Example  ", ["Ada Example"]],
  ["", []],
  [" , and ,", []],
])("%j is %j", (text, names) => {
  expect(parseAuthorList(text)).toEqual(names.map((name) => ({ name })));
});

test.each([
  ["Ada Example, Bo Sample Jr (Uni A, Lab B)", [["Ada Example"], ["Bo Sample Jr", "Uni A, Lab B"]]],
  ["A. One (Inst (East), City) and B. Two", [["A. One", "Inst (East), City"], ["B. Two"]]],
  [
    "A. One (1), B. Two (1 and 2), C. Three ((1) Here, (2) There)",
    [["A. One", "Here"], ["B. Two", "Here; There"], ["C. Three"]],
  ],
  ["A. One (1,2), B. Two (3) ((1) Here, Somewhere, (2) There)", [["A. One", "Here, Somewhere; There"], ["B. Two"]]],
  ["A. One (for the LANTERN Collaboration)", [["A. One", "for the LANTERN Collaboration"]]],
  ["A. One (Here) (There)", [["A. One", "Here; There"]]],
])("reads the affiliations of %j", (text, authors) => {
  expect(parseAuthorList(text)).toEqual(
    authors.map(([name, affiliation]) => (affiliation === undefined ? { name } : { name, affiliation })),
  );
});

test("parentheses that do not match protect nothing", () => {
  expect(parseAuthorList("A. One (Here, B. Two").map(({ name }) => name)).toEqual(["A. One Here", "B. Two"]);
});

test("reads whatever names come, each as it was", () => {
  const name = fc
    .stringMatching(/^[A-Z][a-z]{1,8}( [A-Z][a-z]{2,8}){1,2}$/)
    .filter((one) => !/\b(?:and|sr|jr|ii|iii|iv)\b/i.test(one));
  fc.assert(
    fc.property(fc.array(name, { maxLength: 30 }), (names) => {
      expect(parseAuthorList(names.join(", ")).map((author) => author.name)).toEqual(names);
    }),
  );
});

test("never throws, and takes no longer for nasty text", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseAuthorList(text)));
  const start = performance.now();
  for (const text of [
    "(".repeat(50_000),
    "((1)".repeat(20_000),
    " and ".repeat(20_000),
    "a,".repeat(50_000),
    `${"(1) ".repeat(20_000)})`,
  ])
    parseAuthorList(text);
  expect(performance.now() - start).toBeLessThan(5_000);
});
