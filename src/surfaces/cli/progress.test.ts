import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { fakeClock } from "../../../test/fake-clock.ts";
import { barLine, startProgress } from "./progress.ts";

test.each([
  {
    step: { done: 5, total: 10, text: "5 papers" },
    columns: 80,
    line: `Reading  ${"█".repeat(12)}${"░".repeat(12)}  50 %  5 papers, 8 s left`,
  },
  {
    step: { done: 10, total: 10, text: "10 papers" },
    columns: 80,
    line: `Reading  ${"█".repeat(24)}  100 %  10 papers`,
  },
  { step: { done: 5, text: "5 papers" }, columns: 80, line: "Reading  5 papers" },
  { step: { done: 5, text: "5 papers" }, columns: 13, line: "Reading  5 p" },
])("$step.text of $step.total in $columns columns are drawn as $line", ({ step, columns, line }) => {
  expect(barLine("Reading", step, { columns, secondsLeft: 8 })).toBe(line);
});

test("where nobody watches, a line comes every ten seconds", () => {
  const clock = fakeClock(0);
  const stream = new PassThrough();
  using progress = startProgress(stream, clock, "arxiv-oai");
  for (const seconds of [0, 5, 11, 15, 21]) {
    clock.set(seconds * 1_000);
    progress.show({ done: seconds, text: `${seconds} read` });
  }
  expect(String(stream.read())).toBe("arxiv-oai: 11 read\narxiv-oai: 21 read\n");
});
