import { cpSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { lookedThrough, newestWith, SMALL_SCHEMA, toIndexDocument } from "../../../test/engine/small-index.ts";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import { openIndex, type Index } from "../engine.ts";

const documents = Array.from({ length: 90 }, (_, key) => ({
  key,
  title: `graph ${key % 3 === 0 ? "rare" : "model"} n${key}`,
  body: "neural quantum words",
  kind: "abc".charAt(key % 3),
  date: key,
}));
const QUESTION = "rare n7";

const open = (folder: string): Index => openIndex({ folder, schema: SMALL_SCHEMA, madeFrom: "tests" });

/** Three segments; documents of all of them are deleted. */
function fill(folder: string): void {
  using index = open(folder);
  index.becomeWriter();
  for (const part of [0, 30, 60]) {
    index.put(documents.slice(part, part + 30).map(toIndexDocument));
    index.commit(part + 30);
  }
  index.remove([3, 33, 63]);
  index.commit(100);
}

const expected = lookedThrough(
  documents.filter(({ key }) => ![3, 33, 63].includes(key)),
  QUESTION,
);

function expectNoWrongAnswer(index: Index): void {
  const { total, hits, facets } = index.search(newestWith(QUESTION));
  const kinds = Object.fromEntries((facets["kind"] ?? []).map(({ value, count }) => [value, count]));
  const answer = { total, keys: hits.map(({ key }) => key), kinds };
  if (index.rebuildReason === undefined) expect([index.position, answer]).toEqual([100, expected]);
  else expect([index.position, answer]).toEqual([0, { total: 0, keys: [], kinds: {} }]);
}

type Damage = (path: string, size: number, at: number) => void;

const DAMAGES: Readonly<Record<string, Damage>> = {
  "one bit changed": (path, size, at) => {
    const bytes = readFileSync(path);
    const bit = Math.floor(at * size * 8);
    bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    writeFileSync(path, bytes);
  },
  "its end missing": (path, size, at) => truncateSync(path, Math.floor(at * size)),
  "zeros from somewhere on, as after a power cut": (path, size, at) => {
    const bytes = readFileSync(path);
    writeFileSync(path, bytes.fill(0, Math.floor(at * size)));
  },
  "something added": (path) => writeFileSync(path, "more", { flag: "a" }),
  "another file's content": (path) => {
    const other = readdirSync(join(path, "..")).find((name) => name.endsWith(".bin") && !path.endsWith(name)) ?? "";
    writeFileSync(path, readFileSync(join(path, "..", other)));
  },
  "no file": (path) => rmSync(path),
};

describe("a damaged index", () => {
  let sound: Awaited<ReturnType<typeof temporaryFolder>>;
  let files: readonly string[];

  beforeAll(async () => {
    sound = await temporaryFolder();
    fill(sound.path);
    files = readdirSync(sound.path);
    expect(files).toHaveLength(4);
    return async () => await sound[Symbol.asyncDispose]();
  });

  test.each(Object.keys(DAMAGES))("with %s is empty and says why, or answers rightly", async (name) => {
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: 3 }), fc.double({ min: 0, max: 0.999_999, noNaN: true }), async (file, at) => {
        await using folder = await temporaryFolder();
        cpSync(sound.path, folder.path, { recursive: true });
        const path = join(folder.path, files[file] ?? "");
        DAMAGES[name]?.(path, statSync(path).size, at);
        using index = open(folder.path);
        expectNoWrongAnswer(index);
        expect(index.check().length > 0 || index.rebuildReason === undefined).toBe(true);
        index.becomeWriter();
        index.clear();
        index[Symbol.dispose]();
        fill(folder.path);
        using again = open(folder.path);
        expect(again.rebuildReason).toBe(undefined);
        expectNoWrongAnswer(again);
      }),
      { numRuns: 60 },
    );
  });

  test("leaves a reader that is running with what it has", async () => {
    await using folder = await temporaryFolder();
    cpSync(sound.path, folder.path, { recursive: true });
    using index = open(folder.path);
    writeFileSync(join(folder.path, "manifest.json"), "{}");
    expect(index.refresh()).toBe(false);
    expect(index.rebuildReason).toMatch(/manifest is damaged/);
    expect(index.search(newestWith(QUESTION)).total).toBe(expected.total);
  });
});
