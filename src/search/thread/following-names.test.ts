import { expect, test } from "vitest";
import type { PaperChange, PaperKey } from "../../store/store.ts";
import type { PaperId } from "../../domain/paper.ts";
import { FollowingNames } from "./following-names.ts";

const aChange = (number: number): PaperChange => ({
  change: number,
  key: number as PaperKey,
  paper: {
    name: `p-${number}` as PaperId,
    title: `Transformers in number ${number}`,
    authors: "Ana Lima",
    abstract: "",
    categories: [],
    published: undefined,
    firstDay: undefined,
    sources: [],
    hasCode: false,
    venue: undefined,
    votes: 0,
  },
});

test.each([0, 1, 199, 200, 201, 400])("is ready once it has read all of %i papers", async (papers) => {
  const changes = Array.from({ length: papers }, (_, index) => aChange(index + 1));
  const names = new FollowingNames({
    changesSince: async (after, limit) => changes.filter(({ change }) => change > after).slice(0, limit),
    lastChange: async () => papers,
  });
  expect(names.isReady).toBe(false);
  for (let steps = 0; steps < 10 && (await names.step()); steps++);
  expect(names.isReady).toBe(true);
  expect(names.book.correct("transformrs")).toBe(papers === 0 ? undefined : "transformers");
});
