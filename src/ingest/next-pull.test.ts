import { expect, test } from "vitest";
import { nextPullAt } from "./next-pull.ts";

const now = Date.parse("2026-08-21T10:00:00Z");
const hourly = { name: "hourly", cron: "0 * * * *", zone: "UTC", job: "pull", payload: { source: "hugging-face" } };
const jobAt = (runAt: number) => ({ runAt, payload: { source: "hugging-face" } });

test.each([
  { when: "nothing is planned", jobs: [], schedule: [], expected: undefined },
  { when: "only the schedule knows", jobs: [], schedule: [hourly], expected: "2026-08-21T11:00:00.000Z" },
  {
    when: "a job waits for an earlier moment",
    jobs: [jobAt(now + 60_000)],
    schedule: [hourly],
    expected: "2026-08-21T10:01:00.000Z",
  },
  { when: "a job is overdue", jobs: [jobAt(now - 60_000)], schedule: [], expected: "2026-08-21T10:00:00.000Z" },
  {
    when: "only another source is planned",
    jobs: [{ ...jobAt(now), payload: { source: "arxiv-oai" } }],
    schedule: [],
    expected: undefined,
  },
])("when $when, a source is read next at $expected", ({ jobs, schedule, expected }) => {
  const at = nextPullAt("hugging-face", { jobs, schedule, now });
  expect(at === undefined ? undefined : new Date(at).toISOString()).toBe(expected);
});
