import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { bounceOfReport } from "../../src/daily/digest-bounce-points.ts";
import { readMessageToken } from "../../src/daily/subscription-tokens.ts";
import { parseDeliveryReport } from "../../src/lib/mail-report.ts";
import { REPORT_SAMPLES, SECRET } from "./delivery-reports.ts";

const POINTS = { hard: 2, soft: 1, "about us": undefined } as const;

/** What a message is taken for, and whether it was found to be about a mail of ours. */
function judge(text: string) {
  const report = parseDeliveryReport(text);
  if (!report) return { outcome: "no report" };
  const isOurs = readMessageToken(SECRET, report.messageIds) !== undefined;
  if (report.kind === "complaint") return { outcome: "complaint", isOurs };
  const points = bounceOfReport(report);
  return { outcome: points === POINTS.hard ? "hard" : points === POINTS.soft ? "soft" : "about us", isOurs };
}

describe("a message that came to the address of bounces", () => {
  test("is tried in sixty shapes at least", () => {
    expect(new Set(REPORT_SAMPLES.map(({ name }) => name)).size).toBe(REPORT_SAMPLES.length);
    expect(REPORT_SAMPLES.length).toBeGreaterThanOrEqual(60);
  });

  test.each(REPORT_SAMPLES)("$name: $outcome", ({ text, outcome }) => {
    expect(judge(text)).toEqual(outcome === "no report" ? { outcome } : { outcome, isOurs: true });
  });

  test("never throws, nor takes long, however damaged", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...REPORT_SAMPLES),
        fc.array(fc.tuple(fc.nat(), fc.nat(40), fc.string({ maxLength: 40 })), { maxLength: 12 }),
        ({ text }, cuts) => {
          const damaged = cuts.reduce((rest, [at, length, more]) => {
            const from = at % (rest.length + 1);
            return rest.slice(0, from) + more + rest.slice(from + length);
          }, text);
          judge(damaged);
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
