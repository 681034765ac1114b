import { expect, test } from "vitest";
import { answer } from "../matching/answer.ts";
import type { Question } from "../question.ts";
import type { IndexDocument, Schema } from "../schema.ts";
import { LiveDocuments } from "./live-documents.ts";

const SCHEMA: Schema = { text: [{ name: "title", weight: 1, lengthPenalty: 0.5 }], keywords: [] };
const titled = (key: number, title: string): IndexDocument => ({ key, text: { title }, keywords: {}, date: 1 });
const ASKED: Question = {
  should: [{ kind: "words", text: "same" }],
  must: [],
  mustNot: [],
  keywords: [],
  date: {},
  sort: "relevance",
  limit: 3,
  facets: [],
};

test("any number of documents gathers in segments of a bounded size, and all of them are found", () => {
  const live = new LiveDocuments(SCHEMA);
  for (let key = 0; key < 40_000; key++) live.add(titled(key, key % 20_000 === 0 ? "same rare" : "other"));
  for (let key = 1; key < 17_000; key++) live.remove(key);
  const { hits } = answer(SCHEMA, live.segments(), ASKED);
  expect(hits.map(({ key }) => key)).toEqual([20_000, 0]);
  const gathered = live.gathered();
  expect(gathered.map(({ aliveCount }) => aliveCount)).toEqual([15_769, 7_232]);
  expect(gathered.every(({ deletedCount }) => deletedCount === 0)).toBe(true);
  expect(answer(SCHEMA, gathered, ASKED).hits.map(({ key }) => key)).toEqual([20_000, 0]);
});
