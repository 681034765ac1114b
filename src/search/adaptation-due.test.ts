import { expect, test } from "vitest";
import { isAdaptationDue } from "./adaptation-due.ts";

const DAY = 86_400_000;
const last = { atMs: 0, papers: 10_000 };

test.each([
  ["a small collection", 1_999, undefined, 0, false],
  ["the first time", 2_000, undefined, 0, true],
  ["within the week", 10_500, last, 6 * DAY, false],
  ["after a week with new papers", 10_001, last, 7 * DAY, true],
  ["after a week without any", 10_000, last, 70 * DAY, false],
  ["after a large import", 12_500, last, DAY, true],
])("%s", (_name, papers, before, now, isDue) => expect(isAdaptationDue(papers, before, now)).toBe(isDue));
