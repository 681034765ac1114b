import { describe, expect, test } from "vitest";
import { aSighting, anAbstract, anIdentifier } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import type { Sighting } from "../domain/sighting.ts";
import type { Store } from "../store/store.ts";
import { removeSample } from "./sample.ts";
import { fakeClock } from "../../test/fake-clock.ts";
import { saveSightings } from "./save-sightings.ts";

const FIRST = "Learning to route tokens in sparse mixtures, part one";
const SECOND = "Learning to route tokens in sparse mixtures, part two";

const save = async (store: Store, ...sightings: readonly Sighting[]) =>
  await store.ingest(async (transaction) => await saveSightings(transaction, sightings, 1));
const idOf = async (store: Store, name: string) => (await store.papers.find(name))?.paper.id;
const sourcesOf = async (store: Store, name: string) => (await store.papers.find(name))?.paper.seenIn.length;

describe("two papers that share something", () => {
  const one = aSighting({
    source: "arxiv-oai",
    sourceKey: "2501.00001",
    ids: ["2501.00001", "10.1000/both"],
    title: FIRST,
  });
  const two = aSighting({
    source: "arxiv-oai",
    sourceKey: "2501.00002",
    ids: ["2501.00002", "10.1000/both"],
    title: SECOND,
  });

  test("stay two when a record names only the DOI that both claim, and it goes to the one with its title", async () => {
    await using store = await openTestStore();
    await save(store, one, two);
    await save(store, aSighting({ ids: ["10.1000/both"], title: SECOND }));
    expect(await store.papers.count()).toBe(2);
    expect(await sourcesOf(store, "2501.00002")).toBe(2);
  });

  test("stay two when a record names both arXiv ids", async () => {
    await using store = await openTestStore();
    await save(store, one, two);
    await save(store, aSighting({ ids: ["2501.00001", "2501.00002"], title: "Both parts of the routing papers" }));
    expect(await store.papers.count()).toBe(2);
  });

  test("are both kept when their only identifier is the DOI of their book", async () => {
    await using store = await openTestStore();
    const chapter = (title: string, author: string) => aSighting({ ids: ["10.1000/book"], title, authors: [author] });
    await save(store, chapter(FIRST, "Ada Example"), chapter(SECOND, "Bo Sample"));
    await save(store, chapter("A third chapter about something else", "Cy Other"));
    expect(await store.papers.count()).toBe(3);
    expect(await idOf(store, "10.1000/book")).toBe("10.1000/book");
    await save(store, aSighting({ sourceKey: "again", ids: ["10.1000/book"], title: SECOND, authors: ["Sample, Bo"] }));
    expect(await store.papers.count()).toBe(3);
  });
});

test("an identifier that was mistyped and mended leads to the paper whose it is", async () => {
  await using store = await openTestStore();
  const record = (...ids: string[]) =>
    aSighting({ source: "arxiv-oai", sourceKey: "2501.00001", ids: ["2501.00001", ...ids], title: FIRST });
  await save(store, record("10.1000/typo"));
  await save(store, record("10.1000/right"));
  await save(
    store,
    aSighting({ source: "arxiv-oai", sourceKey: "2501.00002", ids: ["2501.00002", "10.1000/typo"], title: SECOND }),
  );
  expect(await idOf(store, "10.1000/typo")).toBe("2501.00002");
  expect(await store.papers.findByIdentifier(anIdentifier("10.1000/right"))).toMatchObject({
    paper: { id: "2501.00001" },
  });
});

test("a paper that one source gives an older title is found by either", async () => {
  await using store = await openTestStore();
  await save(store, aSighting({ source: "hugging-face", ids: ["2501.00001"], title: FIRST }));
  await save(
    store,
    aSighting({
      source: "arxiv-oai",
      ids: ["2501.00001"],
      title: "Routing, renamed for its second version",
      versions: [{ number: 2 }],
    }),
  );
  const [saved] = await save(store, aSighting({ sourceKey: "old title", title: FIRST }));
  expect(saved?.fate).toBe("new-sighting");
});

test("an id that only the sample gave stays its paper's when the sample goes", async () => {
  await using store = await openTestStore();
  await save(store, aSighting({ source: "sample", ids: ["2501.00001"], title: FIRST }), aSighting({ title: FIRST }));
  await removeSample({ store, clock: fakeClock(1) });
  await save(
    store,
    aSighting({ source: "arxiv-feed", ids: ["2501.00001"], title: "Routing, renamed before it was announced" }),
  );
  expect(await store.papers.count()).toBe(1);
  expect(await sourcesOf(store, "2501.00001")).toBe(2);
});

test("a paper merged away within a batch takes no sighting with it", async () => {
  await using store = await openTestStore();
  await save(store, aSighting({ sourceKey: "b", ids: ["openreview:abcDEF123"], title: SECOND }));
  await save(store, aSighting({ sourceKey: "a", ids: ["2501.00001"], title: FIRST }));
  const renamed = aSighting({ sourceKey: "a", ids: ["2501.00001"], title: "Routing, renamed altogether and anew" });
  const bridge = aSighting({ sourceKey: "bridge", ids: ["2501.00001", "openreview:abcDEF123"], title: SECOND });
  const late = aSighting({
    source: "hugging-face",
    sourceKey: "late",
    ids: ["2501.00001"],
    title: FIRST,
    abstract: anAbstract(1),
  });
  await save(store, renamed, bridge, late);
  expect(await store.papers.count()).toBe(1);
  expect(await sourcesOf(store, "2501.00001")).toBe(4);
});
