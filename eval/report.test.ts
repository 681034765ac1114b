import { expect, test } from "vitest";
import { reportModes, withParts } from "./report.ts";
import { tableOf } from "./table-of.ts";

test("a report has a mean and a half width for each metric of each mode", () => {
  const report = reportModes("a set", new Map([["words", [{ mrr: 1 }, { mrr: 0 }]]]));
  expect(report).toMatchObject({ set: "a set", queries: 2, modes: { words: { mrr: 0.5 } } });
  expect(report.halfWidths["words"]).toEqual({ mrr: 0.5 });
});

test("figures of parts stand inside those of the whole", () => {
  const whole = reportModes("a set", new Map([["words", [{ map: 40 }, { map: 20 }]]]));
  const part = reportModes("a set", new Map([["words", [{ map: 40 }]]]));
  expect(withParts(whole, new Map([["method", part]]))).toMatchObject({
    queries: 2,
    modes: { words: { map: 30, method: { map: 40 } } },
    halfWidths: { words: { method: { map: 0 } } },
  });
});

test("a table has its columns under each other", () => {
  expect(
    tableOf([
      { weight: 0.5, map: 36.4 },
      { weight: 0.25, map: 7 },
    ]),
  ).toBe(["weight   map", "   0.5  36.4", "  0.25     7"].join("\n"));
});
