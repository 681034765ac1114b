import { expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { aSighting } from "../../test/make.ts";
import { openTestStore } from "../../test/test-store.ts";
import type { ArxivLookup } from "../sources/arxiv.ts";
import { lookUpPaper } from "./look-up.ts";

const http = { get: async () => await Promise.reject(new Error("nothing is read in this test")) };
const answering = (answer: Awaited<ReturnType<ArxivLookup["lookUp"]>>): ArxivLookup => ({
  lookUp: async () => await Promise.resolve(answer),
});
const { signal } = new AbortController();

test("a paper that was looked up is kept", async () => {
  await using store = await openTestStore();
  const lookup = answering({
    value: [aSighting({ source: "arxiv-api", ids: ["2608.00001"], title: "Light folds" })],
    problems: [],
  });
  const { value } = await lookUpPaper({ store, http, clock: fakeClock(0), lookup }, "2608.00001v2", signal);
  expect(value?.paper.title).toBe("Light folds");
  expect((await store.papers.find("2608.00001"))?.key).toBe(value?.key);
});

test("a paper that arXiv does not know leaves its reason and nothing else", async () => {
  await using store = await openTestStore();
  const problems = [{ where: "2608.00009", message: "arXiv gave no paper for this id." }];
  const found = await lookUpPaper(
    { store, http, clock: fakeClock(0), lookup: answering({ value: [], problems }) },
    "2608.00009",
    signal,
  );
  expect(found).toEqual({ value: undefined, problems });
  expect(await store.papers.count()).toBe(0);
});
