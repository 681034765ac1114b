import fc from "fast-check";
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  lookedThrough,
  newestWith,
  SMALL_SCHEMA,
  toIndexDocument,
  type SmallAnswer,
  type SmallDocument,
} from "../../test/engine/small-index.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { openIndex, type Index } from "./engine.ts";

const open = (folder: string, madeFrom = "tests"): Index => openIndex({ folder, schema: SMALL_SCHEMA, madeFrom });

function openWriter(folder: string): Index {
  const index = open(folder);
  expect(index.becomeWriter()).toBe(true);
  return index;
}

function ask(index: Index, text: string): SmallAnswer {
  const { total, hits, facets } = index.search(newestWith(text));
  const kinds = Object.fromEntries((facets["kind"] ?? []).map(({ value, count }) => [value, count]));
  return { total, keys: hits.map(({ key }) => key), kinds };
}

const WORDS = ["graph", "neural", "rare", "model", "quantum", "深度学习", "c++", "gpt-4"];
const word = fc.constantFrom(...WORDS);
const text = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(" "));
const document: fc.Arbitrary<SmallDocument> = fc.record({
  key: fc.nat({ max: 40 }),
  title: text,
  body: text,
  kind: fc.constantFrom("a", "b", "c"),
  date: fc.integer({ min: -1, max: 9 }),
});

interface World {
  readonly folder: string;
  writer: Index;
  readonly reader: Index;
  /** What the writer, the folder and the reader should hold. */
  live: Map<number, SmallDocument>;
  committed: Map<number, SmallDocument>;
  seen: Map<number, SmallDocument>;
  position: number;
}

type Step = (world: World) => void | Promise<void>;

function commit(world: World): void {
  world.writer.commit((world.position += 1));
  world.committed = new Map(world.live);
}

const put = fc.array(document, { minLength: 1, maxLength: 8 }).map((documents): Step => (world) => {
  world.writer.put(documents.map(toIndexDocument));
  for (const each of documents) world.live.set(each.key, each);
});
const remove = fc.array(fc.nat({ max: 40 }), { maxLength: 8 }).map((keys): Step => (world) => {
  world.writer.remove(keys);
  for (const key of keys) world.live.delete(key);
});
const others = fc.constantFrom<Step>(
  commit,
  commit,
  async (world) => void (await world.writer.maintain()),
  (world) => {
    world.writer[Symbol.dispose]();
    world.writer = openWriter(world.folder);
    expect(world.writer.position).toBe(world.position);
    world.live = new Map(world.committed);
  },
  (world) => {
    world.reader.refresh();
    expect(world.reader.position).toBe(world.position);
    world.seen = new Map(world.committed);
  },
);
const step = fc.oneof(
  { weight: 4, arbitrary: put },
  { weight: 2, arbitrary: remove },
  { weight: 5, arbitrary: others },
);

test("writer and reader answer as a search through every document does, after any changes, commits, merges and openings", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), word, async (steps, question) => {
      await using folder = await temporaryFolder();
      const path = join(folder.path, "index");
      const empty = { live: new Map(), committed: new Map(), seen: new Map(), position: 0 };
      const world: World = { folder: path, writer: openWriter(path), reader: open(path), ...empty };
      for (const take of steps) {
        await take(world);
        expect(ask(world.writer, question)).toEqual(lookedThrough(world.live.values(), question));
        expect(ask(world.reader, question)).toEqual(lookedThrough(world.seen.values(), question));
      }
      expect(world.writer.check()).toEqual([]);
      expect(world.writer.stats().documents).toBe(world.live.size);
      world.writer[Symbol.dispose]();
      world.reader[Symbol.dispose]();
    }),
    { numRuns: 60 },
  );
});

const aDocument = (key: number, title: string): SmallDocument => ({ key, title, body: "", kind: "a", date: key % 50 });
const numbered = (from: number, count: number, title: string) =>
  Array.from({ length: count }, (_, index) => toIndexDocument(aDocument(from + index, title)));

describe("an index in a folder", () => {
  test("has one writer; the next takes over when it has let go", async () => {
    await using folder = await temporaryFolder();
    const first = openWriter(folder.path);
    const second = open(folder.path);
    expect(second.becomeWriter()).toBe(false);
    expect(() => second.put(numbered(1, 1, "graph"))).toThrow(/Another process writes/);
    first.put(numbered(1, 1, "graph"));
    first.commit(7);
    first[Symbol.dispose]();
    expect(second.becomeWriter()).toBe(true);
    expect(second.position).toBe(7);
    expect(ask(second, "graph").keys).toEqual([1]);
  });

  test("a writer whose lock was taken away writes no more, and goes on as a reader of what was committed", async () => {
    await using folder = await temporaryFolder();
    const index = openWriter(folder.path);
    index.put(numbered(1, 1, "graph"));
    index.commit(1);
    index.put(numbered(2, 1, "graph"));
    for (const file of readdirSync(folder.path)) if (file.endsWith(".lock")) rmSync(join(folder.path, file));
    expect(() => index.commit(2)).toThrow(/Another process writes/);
    expect(index.isWriter).toBe(false);
    expect(ask(index, "graph").keys).toEqual([1]);
  });

  test("large merges run in a thread of their own, and changes made meanwhile are kept", async () => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    for (let part = 0; part < 8; part += 1) {
      index.put(numbered(part * 400, 400, `graph part${part}`));
      index.commit(part + 1);
    }
    const merge = index.maintain();
    index.remove([5, 3_199]);
    index.put(numbered(1_000, 1, "changed"));
    index.commit(9);
    expect(await merge).toBe(true);
    expect(index.stats().segments.map(({ documents }) => documents)).toEqual([1, 3_197]);
    index.commit(10);
    using reader = open(folder.path);
    expect(reader.search({ ...newestWith("graph"), limit: 1 }).total).toBe(3_197);
    expect(ask(reader, "changed").keys).toEqual([1_000]);
    expect(reader.check()).toEqual([]);
  });

  test("a merge goes on when all documents of one of its parts are deleted meanwhile", async () => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    for (let part = 0; part < 8; part += 1) {
      index.put(numbered(part * 400, part === 0 ? 1 : 400, "graph"));
      index.commit(part + 1);
    }
    const merge = index.maintain();
    index.remove([0]);
    index.commit(9);
    expect(await merge).toBe(true);
    index.commit(10);
    expect(index.stats().segments).toMatchObject([{ documents: 2_800 }]);
    expect(index.check()).toEqual([]);
  });

  test("forgets everything when it is cleared, in every reader too", async () => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    using reader = open(folder.path);
    index.put(numbered(1, 3, "graph"));
    index.commit(4);
    expect(reader.refresh()).toBe(true);
    expect(reader.refresh()).toBe(false);
    index.clear();
    expect(reader.refresh()).toBe(true);
    expect([index, reader].map((each) => [each.position, each.stats().documents])).toEqual([
      [0, 0],
      [0, 0],
    ]);
    expect(ask(reader, "graph").keys).toEqual([]);
  });

  test("keeps no files that nobody needs", async () => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    for (let round = 1; round <= 30; round += 1) {
      index.put(numbered(round % 5, 1, `graph ${round}`));
      index.commit(round);
      if (await index.maintain()) index.commit(round);
    }
    const segments = readdirSync(folder.path).filter((name) => name.endsWith(".bin"));
    expect(segments).toHaveLength(index.stats().segments.length);
    expect(segments.length).toBeLessThan(8);
  });

  test("is not used when it was made from something else, and says so", async () => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    index.put(numbered(1, 1, "graph"));
    index.commit(3);
    using other = open(folder.path, "something else");
    expect(other.rebuildReason).toMatch(/another/);
    expect(other.position).toBe(0);
    expect(ask(other, "graph").keys).toEqual([]);
  });
});
