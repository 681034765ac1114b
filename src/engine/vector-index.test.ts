import fc from "fast-check";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { clusteredVectors, cosine } from "../../test/engine/vectors.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { UserError } from "../lib/errors.ts";
import { openIndex, type Index } from "./engine.ts";
import type { Answer, Question } from "./question.ts";
import { NO_DATE, type IndexDocument, type Schema } from "./schema.ts";

const DIMENSIONS = 24;
const SCHEMA: Schema = {
  text: [{ name: "title", weight: 1, lengthPenalty: 0.75 }],
  keywords: ["kind"],
  vectors: { name: "first", dimensions: DIMENSIONS },
};
const OTHER_SPACE: Schema = { ...SCHEMA, vectors: { name: "second", dimensions: DIMENSIONS } };

const VECTORS = clusteredVectors(60, DIMENSIONS, 12);
const vectorOf = (number: number): Float32Array => VECTORS[number % VECTORS.length] ?? new Float32Array();

const open = (folder: string, schema = SCHEMA): Index => openIndex({ folder, schema, madeFrom: "tests" });

function openWriter(folder: string, schema = SCHEMA): Index {
  const index = open(folder, schema);
  expect(index.becomeWriter()).toBe(true);
  return index;
}

const BLANK: Question = {
  should: [],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "relevance",
  limit: 20,
  facets: [],
};

interface VectorDocument {
  readonly key: number;
  readonly title: string;
  readonly kind: string;
  readonly date: number;
  /** In `VECTORS`; undefined without a vector. */
  readonly vector: number | undefined;
}

const toIndexDocument = ({ key, title, kind, date, vector }: VectorDocument): IndexDocument => ({
  key,
  text: { title },
  keywords: { kind: [kind] },
  date,
  vector: vector === undefined ? undefined : vectorOf(vector),
});

const near = (index: Index, vector: number, question: Partial<Question> = {}, weight = 1): Answer =>
  index.search({ ...BLANK, ...question, meaning: { vector: vectorOf(vector), weight } });

const keysOf = ({ hits }: Answer): number[] => hits.map(({ key }) => key);

/** Whether an answer is what comparing with each document gives, as far as 8-bit numbers tell. */
function expectNearest(answer: Answer, documents: readonly VectorDocument[], asked: number): void {
  const truth = documents
    .flatMap(({ key, vector }) =>
      vector === undefined ? [] : { key, cosine: cosine(vectorOf(vector), vectorOf(asked)) },
    )
    .toSorted((a, b) => b.cosine - a.cosine);
  const cosineOf = new Map(truth.map((each) => [each.key, each.cosine]));
  expect(answer.hits).toHaveLength(Math.min(20, truth.length));
  for (const [at, { key, similarity }] of answer.hits.entries()) {
    expect(similarity).toBeCloseTo(cosineOf.get(key) ?? Number.NaN, 1.5);
    expect(cosineOf.get(key)).toBeCloseTo(truth[at]?.cosine ?? Number.NaN, 1.5);
  }
}

const document: fc.Arbitrary<VectorDocument> = fc.record({
  key: fc.nat({ max: 40 }),
  title: fc.constantFrom("graph", "graph model", "rare", "model"),
  kind: fc.constantFrom("a", "b"),
  date: fc.integer({ min: 0, max: 9 }),
  vector: fc.option(fc.nat({ max: 59 }), { nil: undefined, freq: 5 }),
});

interface World {
  readonly folder: string;
  writer: Index;
  live: Map<number, VectorDocument>;
  committed: Map<number, VectorDocument>;
  position: number;
}

type Step = (world: World) => void | Promise<void>;

const put = fc.array(document, { minLength: 1, maxLength: 8 }).map((documents): Step => (world) => {
  world.writer.put(documents.map(toIndexDocument));
  for (const each of documents) world.live.set(each.key, each);
});
const remove = fc.array(fc.nat({ max: 40 }), { maxLength: 8 }).map((keys): Step => (world) => {
  world.writer.remove(keys);
  for (const key of keys) world.live.delete(key);
});
const others = fc.constantFrom<Step>(
  (world) => {
    world.writer.commit((world.position += 1));
    world.committed = new Map(world.live);
  },
  async (world) => void (await world.writer.maintain()),
  (world) => {
    world.writer[Symbol.dispose]();
    world.writer = openWriter(world.folder);
    world.live = new Map(world.committed);
  },
);
const step = fc.oneof(
  { weight: 4, arbitrary: put },
  { weight: 1, arbitrary: remove },
  { weight: 4, arbitrary: others },
);

test("an index finds what is nearest, after any changes, commits, merges and openings", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), fc.nat({ max: 59 }), async (steps, asked) => {
      await using folder = await temporaryFolder();
      const path = join(folder.path, "index");
      const world: World = {
        folder: path,
        writer: openWriter(path),
        live: new Map(),
        committed: new Map(),
        position: 0,
      };
      for (const take of steps) {
        await take(world);
        const documents = [...world.live.values()];
        expectNearest(near(world.writer, asked), documents, asked);
        const ofKind = documents.filter(({ kind, title }) => kind === "a" && title.includes("graph"));
        const narrow: Partial<Question> = {
          must: [{ kind: "words", text: "graph" }],
          keywords: [{ name: "kind", anyOf: ["a"] }],
          facets: ["kind"],
        };
        const answer = near(world.writer, asked, narrow);
        expectNearest(answer, ofKind, asked);
        expect(answer.total).toBe(ofKind.length);
      }
      expect(world.writer.check()).toEqual([]);
      world.writer[Symbol.dispose]();
    }),
    { numRuns: 50 },
  );
});

const documents = Array.from({ length: 50 }, (_, key): VectorDocument => ({
  key,
  title: key % 10 === 0 ? "graph model" : `word${key}`,
  kind: key % 2 === 0 ? "even" : "odd",
  date: key,
  vector: key === 20 ? undefined : key,
}));

const ONE = toIndexDocument({ key: 1, title: "word", kind: "odd", date: 1, vector: 1 });

describe("near and with the words", () => {
  const ask = async (question: Partial<Question>, weight: number): Promise<Answer> => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    index.put(documents.map(toIndexDocument));
    return near(index, 7, { should: [{ kind: "words", text: "graph" }], ...question }, weight);
  };

  test("a document without a vector has no similarity and is found by its words", async () => {
    const { hits } = await ask({ limit: 50 }, 0.3);
    expect(hits).toHaveLength(50);
    expect(hits.find(({ key }) => key === 20)).not.toHaveProperty("similarity", expect.any(Number));
    expect(keysOf(await ask({ limit: 50 }, 1))).not.toContain(20);
  });

  test("words count the more the less nearness does", async () => {
    expect(keysOf(await ask({ limit: 5 }, 0.01)).every((key) => key % 10 === 0)).toBe(true);
    expect(keysOf(await ask({ limit: 5 }, 0.99))[0]).toBe(7);
    const [first] = (await ask({ limit: 1 }, 1)).hits;
    expect([first?.key, first?.score]).toEqual([7, 1]);
    expect(first?.similarity).toBeCloseTo(1, 2);
  });

  test("totals and facets are of the words, and of all that passes where words rank nothing", async () => {
    expect(await ask({ facets: ["kind"] }, 0.5)).toMatchObject({
      total: 5,
      facets: { kind: [{ value: "even", count: 5 }] },
    });
    const kinds = {
      kind: [
        { value: "even", count: 25 },
        { value: "odd", count: 25 },
      ],
    };
    expect(await ask({ facets: ["kind"] }, 1)).toMatchObject({ total: 50, facets: kinds });
  });

  test.each<[what: string, question: Partial<Question>, isFound: (key: number) => boolean]>([
    ["a keyword", { keywords: [{ name: "kind", anyOf: ["odd"] }] }, (key) => key % 2 === 1],
    ["dates", { date: { from: 10, until: 14 } }, (key) => key >= 10 && key <= 14],
    ["words that must be there", { must: [{ kind: "words", text: "model" }] }, (key) => key % 10 === 0],
    ["a phrase that must be there", { must: [{ kind: "phrase", text: "graph model" }] }, (key) => key % 10 === 0],
    ["words that must not be there", { mustNot: [{ kind: "words", text: "graph" }] }, (key) => key % 10 !== 0],
    [
      "a phrase that must not be there",
      { mustNot: [{ kind: "phrase", text: "graph model" }] },
      (key) => key % 10 !== 0,
    ],
    ["a word that nobody wrote", { must: [{ kind: "words", text: "zebra" }] }, () => false],
  ])("only what passes is found with %s", async (_what, question, isFound) => {
    for (const weight of [0, 0.5, 1]) {
      const found = keysOf(await ask({ ...question, limit: 100 }, weight));
      const wanted = documents.filter(({ key, vector }) => isFound(key) && (weight < 1 || vector !== undefined));
      expect(found.toSorted((a, b) => a - b)).toEqual(wanted.map(({ key }) => key));
    }
  });

  test("pages follow each other without gap or repetition, and end", async () => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    index.put(documents.map(toIndexDocument));
    for (const weight of [0.5, 1]) {
      const question = { should: [{ kind: "words", text: "graph" }] as const };
      const keys: number[] = [];
      let after: string | undefined;
      do {
        const page = near(index, 7, { ...question, limit: 9, after }, weight);
        keys.push(...keysOf(page));
        after = page.next;
      } while (after !== undefined);
      expect(keys).toEqual(keysOf(near(index, 7, { ...question, limit: 100 }, weight)));
    }
  });
});

test("another space leaves the words of what is there, and the nearness of what is put anew", async () => {
  await using folder = await temporaryFolder();
  {
    using index = openWriter(folder.path);
    index.put(documents.map(toIndexDocument));
    index.commit(1);
  }
  using index = openWriter(folder.path, OTHER_SPACE);
  expect(index.rebuildReason).toBeUndefined();
  expect(index.search({ ...BLANK, should: [{ kind: "words", text: "graph" }] }).total).toBe(5);
  expect(near(index, 7).hits).toEqual([]);
  index.put(documents.slice(0, 12).map(toIndexDocument));
  expectNearest(near(index, 7), documents.slice(0, 12), 7);
  index.commit(2);
  while (await index.maintain()) index.commit(2);
  expectNearest(near(index, 7), documents.slice(0, 12), 7);
  expect(index.check()).toEqual([]);
});

test("a bit that changed among the vectors is found, and the file is not used", async () => {
  await using folder = await temporaryFolder();
  {
    using index = openWriter(folder.path);
    index.put(documents.map(toIndexDocument));
    index.commit(1);
  }
  const file = join(folder.path, readdirSync(folder.path).find((name) => name.endsWith(".bin")) ?? "");
  const sound = readFileSync(file);
  // The vectors stand at the end: 32 numbers and 4 bytes of signs a document, these for whole blocks of 32 documents.
  const vectorBytes = 50 * 32 + 64 * 4;
  for (let at = sound.length - vectorBytes; at < sound.length; at += 61) {
    const damaged = Buffer.from(sound);
    damaged.writeUInt8(damaged.readUInt8(at) ^ 4, at);
    writeFileSync(file, damaged);
    using index = open(folder.path);
    expect(index.rebuildReason).toMatch(/vector(Codes|Signs)|between/);
    expect(near(index, 7).hits).toEqual([]);
  }
  writeFileSync(file, sound);
  using index = open(folder.path);
  expectNearest(near(index, 7), documents, 7);
});

describe("vectors that cannot be used are refused with a reason", () => {
  test.each<[what: string, vector: Float32Array, reason: RegExp]>([
    ["too short", new Float32Array(DIMENSIONS - 1).fill(1), /24 numbers and this one 23/],
    ["with a number that is none", new Float32Array(DIMENSIONS).fill(Number.NaN), /not finite/],
    ["with an infinite number", new Float32Array(DIMENSIONS).fill(Number.POSITIVE_INFINITY), /not finite/],
    ["all zeros", new Float32Array(DIMENSIONS), /all zeros/],
  ])("when they are %s", async (_what, vector, reason) => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    index.put([ONE]);
    expect(() => index.put([{ ...ONE, vector }])).toThrow(UserError);
    expect(() => index.put([{ ...ONE, vector }])).toThrow(reason);
    expect(() => index.search({ ...BLANK, meaning: { vector, weight: 1 } })).toThrow(reason);
    expect(keysOf(near(index, 1))).toEqual([1]);
  });

  test("when the index has none, when the weight is none, and when dates order", async () => {
    await using folder = await temporaryFolder();
    using index = openWriter(folder.path);
    using wordy = openIndex({ folder: folder.path, schema: { ...SCHEMA, vectors: undefined }, madeFrom: "tests" });
    expect(() => near(wordy, 1)).toThrow(/no vectors/);
    for (const weight of [-0.1, 1.1, Number.NaN]) expect(() => near(index, 1, {}, weight)).toThrow(/0 to 1/);
    expect(() => near(index, 1, { sort: "newest" })).toThrow(/sort by date without/);
  });
});

test("an index says what share of the nearest it finds", async () => {
  await using folder = await temporaryFolder();
  using index = openWriter(folder.path);
  expect(index.vectorRecall(10, 5)).toBeUndefined();
  const many = clusteredVectors(6_000, DIMENSIONS, 30);
  index.put(many.map((vector, key) => ({ key, text: {}, keywords: {}, date: NO_DATE, vector })));
  index.remove([0, 1, 2]);
  const recall = index.vectorRecall(20, 10) ?? 0;
  expect(recall).toBeGreaterThan(0.9);
  expect(recall).toBeLessThanOrEqual(1);
});
