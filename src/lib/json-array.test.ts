import fc from "fast-check";
import { expect, test } from "vitest";
import { readJsonArray } from "./json-array.ts";

const valuesOf = (text: string): unknown[] => readJsonArray(text).value.items.map(({ value }) => value);

test("reads what JSON.parse reads", () => {
  fc.assert(
    fc.property(fc.array(fc.json({ maxDepth: 4 })), fc.constantFrom("", "\n", " \t\r\n"), (items, space) => {
      const text = `${space}[${items.map((item) => space + item + space).join(",")}]${space}`;
      expect(readJsonArray(text)).toMatchObject({ value: { isComplete: true }, problems: [] });
      expect(valuesOf(text)).toEqual(JSON.parse(text));
    }),
  );
});

test("tells the line of each item", () => {
  expect(readJsonArray('[\n  {"a": 1},\n\n  2\n]').value.items.map(({ line }) => line)).toEqual([2, 4]);
});

test("a broken item is a problem with its line and costs no other", () => {
  const { value, problems } = readJsonArray('[{"votes": 1},\n{"votes": NaN},\n{"votes": 3}]');
  expect(value.items.map((item) => item.value)).toEqual([{ votes: 1 }, { votes: 3 }]);
  expect(problems).toEqual([{ line: 2, message: expect.stringContaining("The JSON is broken") as string }]);
});

test("of a text that was cut off, the whole items are kept", () => {
  const text = JSON.stringify([{ a: "x,]" }, { b: '"]' }, 3]);
  for (let length = 0; length < text.length; length++) {
    const { value, problems } = readJsonArray(text.slice(0, length));
    expect(value.isComplete).toBe(false);
    expect(problems).toHaveLength(1);
    expect([{ a: "x,]" }, { b: '"]' }]).toEqual(expect.arrayContaining(value.items.map((item) => item.value)));
  }
  expect(valuesOf(text.slice(0, -1))).toHaveLength(2);
});

test.each(["", "{}", "null", "<html>", '"[]"'])("%j is no array", (text) => {
  expect(readJsonArray(text)).toEqual({
    value: { items: [], isComplete: false },
    problems: [{ line: 1, message: "This is not a JSON array." }],
  });
});

test("what follows the array is told and not read", () => {
  expect(readJsonArray("[1][2]")).toMatchObject({
    value: { isComplete: true, items: [{ value: 1 }] },
    problems: [{ line: 1 }],
  });
});

test("depth has a limit, and other items stay", () => {
  const deep = "[".repeat(200_000) + "]".repeat(200_000);
  expect(valuesOf(`[1,${deep},3]`)).toEqual([1, 3]);
});

test("time grows with the length of the text, not faster", () => {
  const start = performance.now();
  readJsonArray(`[${'{"a":"b"},'.repeat(200_000)}1]`);
  readJsonArray(`[${'"\\'.repeat(500_000)}`);
  expect(performance.now() - start).toBeLessThan(5_000);
});

test("never throws, whatever is fed to it", () => {
  fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void readJsonArray(text)));
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("[", "]", "{", "}", '"', "\\", ",", ":", "1", "NaN")),
      (parts) => void readJsonArray(`[${parts.join("")}`),
    ),
  );
});
