import { describe, expect, test } from "vitest";
import {
  formatIdentifier,
  parseArxivId,
  parseIdentifier,
  repairsOfArxivId,
  strongestIdentifier,
} from "./identifier.ts";

const read = (text: string) => {
  const identifier = parseIdentifier(text);
  return identifier && `${identifier.scheme} ${identifier.value}`;
};

describe("identifiers", () => {
  test.each([
    ["2501.00001v2", "arxiv 2501.00001"],
    ["arXiv:2501.00001", "arxiv 2501.00001"],
    ["https://arxiv.org/pdf/2501.00001v3.pdf", "arxiv 2501.00001"],
    ["http://export.arxiv.org/abs/math.CA/0611800v2", "arxiv math/0611800"],
    ["oai:arXiv.org:0704.0001", "arxiv 0704.0001"],
    ["https://hf.co/papers/2501.00001#community", "arxiv 2501.00001"],
    ["10.48550/arXiv.2501.00001", "arxiv 2501.00001"],
    ["https://doi.org/10.48550/arXiv.2501.00001.", "arxiv 2501.00001"],
    ["doi:10.1000/ABC.,", "doi 10.1000/abc"],
    ["10.1000/abc)", "doi 10.1000/abc"],
    ["10.1061/(ASCE)0733-9399(2006)132:11(1250)", "doi 10.1061/(asce)0733-9399(2006)132:11(1250)"],
    ["10.1061/(ASCE)0733-9399(2006)132:11(1250)).", "doi 10.1061/(asce)0733-9399(2006)132:11(1250)"],
    ["https://openreview.net/forum?id=abcDEF123&noteId=other", "openreview abcDEF123"],
    ["https://aclanthology.org/2024.acl-long.12.pdf", "acl 2024.acl-long.12"],
    ["http://example.org/a/#part", "url https://example.org/a"],
  ])("%s is %s", (text, identifier) => {
    expect(read(text)).toBe(identifier);
  });

  test.each([
    "",
    "plain words",
    "2501.0001",
    "2513.00001",
    "10.1/x",
    "10.1000/\0abc",
    "10.1000/\u202eabc",
    "https://user:secret@example.org/",
  ])("%j is none", (text) => {
    expect(read(text)).toBeUndefined();
  });

  test.each([
    "2501.00001",
    "math/0611800",
    "10.1000/abc",
    "openreview:abcDEF123",
    "acl:p19-1001",
    "url:https://example.org/a",
  ])("%s is read as it is written", (text) => {
    const identifier = parseIdentifier(text);
    expect(identifier && formatIdentifier(identifier)).toBe(text);
  });
});

test.each([
  ["2406.105", ["2406.00105"]],
  ["2503.0213", ["2503.00213", "2503.02130"]],
  ["0704.1", ["0704.0001"]],
  ["2501.00001", []],
  ["3.14", []],
])("the damaged id %s may have been %j", (text, repairs) => {
  expect(repairsOfArxivId(text)).toEqual(repairs);
  if (repairs.length > 0) expect(parseArxivId(text)).toBeUndefined();
});

test("a paper is called by its arXiv id before its DOI, and never by a web address", () => {
  const identifiers = ["https://example.org/a", "10.1000/x", "2501.00002", "2501.00001"].flatMap(
    (text) => parseIdentifier(text) ?? [],
  );
  expect(strongestIdentifier(identifiers)).toEqual({ scheme: "arxiv", value: "2501.00001" });
  expect(strongestIdentifier(identifiers.slice(0, 1))).toBeUndefined();
});
