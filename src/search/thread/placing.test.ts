import { join } from "node:path";
import { expect, test } from "vitest";
import { aSighting, anAbstract } from "../../../test/make.ts";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import type { Embedder } from "../../inference/embedder.ts";
import { saveSightings } from "../../ingest/save-sightings.ts";
import { Unavailable } from "../../lib/errors.ts";
import { openStore } from "../../store/open.ts";
import { FollowingIndex } from "./following-index.ts";

interface CountingEmbedder extends Embedder {
  readonly texts: string[];
}

/** Puts every text at one point, and remembers it. */
function anEmbedder(space: string, fails = (): boolean => false): CountingEmbedder {
  const texts: string[] = [];
  return {
    space,
    dimensions: 2,
    texts,
    async embed(given) {
      if (fails()) throw new Unavailable("model", "It sleeps.");
      texts.push(...given);
      return given.map(() => Float32Array.of(1, 0));
    },
  };
}

async function aSite(embedder: Embedder) {
  const folder = await temporaryFolder();
  const store = await openStore(join(folder.path, "broadsheet.db"));
  const sightings = Array.from({ length: 250 }, (_, at) =>
    aSighting({
      ids: [`2501.${String(at + 1).padStart(5, "0")}`],
      title: `Quokkas in number ${at + 1}`,
      abstract: anAbstract(at + 1),
      published: `2020-01-${String(1 + (at % 28)).padStart(2, "0")}`,
    }),
  );
  await store.ingest(async (transaction) => await saveSightings(transaction, sightings, 1));
  const quiet = (): void => undefined;
  const index = new FollowingIndex({
    folder: join(folder.path, "index"),
    papers: store.papers,
    embedder,
    onTrouble: quiet,
    onRebuild: quiet,
  });
  return {
    index,
    async settle() {
      while (await index.step());
    },
    async [Symbol.asyncDispose]() {
      await index[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

const countBySpace = ({ index }: FollowingIndex) =>
  index?.search({
    should: [{ kind: "words", text: "quokkas" }],
    must: [],
    mustNot: [],
    keywords: [],
    date: {},
    sort: "newest",
    limit: 0,
    facets: ["space"],
  }).facets["space"];

test("another model places all papers anew, the newest first, while they are found by their words", async () => {
  const [first, second] = [anEmbedder("first"), anEmbedder("second")];
  await using site = await aSite(first);
  await site.settle();
  expect(countBySpace(site.index)).toEqual([{ value: "first", count: 250 }]);
  await site.index.use(second);
  await site.index.step();
  expect(countBySpace(site.index)).toEqual([
    { value: "first", count: 150 },
    { value: "second", count: 100 },
  ]);
  const titles = second.texts.map((text) => text.split("\n")[0]);
  expect(titles).toContain("Quokkas in number 28");
  expect(titles).not.toContain("Quokkas in number 1");
  await site.settle();
  expect(countBySpace(site.index)).toEqual([{ value: "second", count: 250 }]);
  expect(second.texts).toHaveLength(250);
});

test("papers that came while the model could not be reached are placed once it can", async () => {
  let isAsleep = true;
  await using site = await aSite(anEmbedder("far", () => isAsleep));
  await site.settle();
  expect(countBySpace(site.index)).toEqual([{ value: "none", count: 250 }]);
  isAsleep = false;
  await site.settle();
  expect(countBySpace(site.index)).toEqual([{ value: "far", count: 250 }]);
});
