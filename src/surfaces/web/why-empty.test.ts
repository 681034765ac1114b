import { expect, test } from "vitest";
import { parseDay, type Day } from "../../lib/day.ts";
import type { SourceState } from "../../store/store.ts";
import { whyEmpty, type EmptinessFacts } from "./why-empty.ts";

const day = (text: string): Day => parseDay(text) ?? ("" as Day);
const state = (wish: Partial<SourceState>): SourceState => ({
  source: "arxiv-feed",
  cursor: {},
  lastAttemptAt: undefined,
  lastSuccessAt: undefined,
  outcome: undefined,
  message: undefined,
  problems: [],
  papersRead: 0,
  ...wish,
});
/** A Thursday between editions. */
const FACTS: EmptinessFacts = {
  day: day("2026-08-20"),
  today: day("2026-08-24"),
  before: day("2026-08-19"),
  afterwards: day("2026-08-21"),
  sources: [],
};
const time = (text: string): number => Date.parse(`${text}T12:00:00Z`);
const failed = { state: state({ outcome: "failed", lastSuccessAt: time("2026-08-19") }), nextTryAt: 5 };

test.each<[string, Partial<EmptinessFacts>, string]>([
  ["a day to come", { day: day("2026-08-25"), sources: [failed] }, "to-come"],
  ["a day before the first edition", { before: undefined }, "before-first"],
  ["a store without editions", { before: undefined, afterwards: undefined }, "nothing-yet"],
  ["a source down since then", { sources: [failed] }, "failed"],
  [
    "a source down, but read since",
    { sources: [{ ...failed, state: state({ outcome: "failed", lastSuccessAt: time("2026-08-23") }) }] },
    "nothing",
  ],
  ["a Saturday", { day: day("2026-08-22") }, "weekend"],
  ["a Saturday while a source is down", { day: day("2026-08-22"), sources: [failed] }, "weekend"],
  [
    "a holiday of arXiv",
    { sources: [{ state: state({ outcome: "holiday", lastAttemptAt: time("2026-08-20") }), nextTryAt: 5 }] },
    "holiday",
  ],
  ["today, early", { day: day("2026-08-24"), sources: [{ state: state({}), nextTryAt: 5 }] }, "not-yet"],
  ["any other day", {}, "nothing"],
])("%s", (_what, facts, kind) => {
  expect(whyEmpty({ ...FACTS, ...facts }).kind).toBe(kind);
});

test("today's page knows the soonest next try", () => {
  const sources = [9, undefined, 7].map((nextTryAt) => ({ state: state({}), nextTryAt }));
  expect(whyEmpty({ ...FACTS, day: FACTS.today, sources })).toEqual({ kind: "not-yet", nextTryAt: 7 });
});
