import { describe, expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { openTestStore } from "../../test/test-store.ts";
import { Unavailable } from "../lib/errors.ts";
import { silentLog } from "../lib/log.ts";
import type { Store } from "../store/store.ts";
import type { JobFunctions } from "./job-function.ts";
import { Scheduler, lastSlot, nextSlot } from "./schedule.ts";
import { Worker } from "./worker.ts";

const START = Date.parse("2026-08-21T10:00:00Z");
const LEASE_MS = 30_000;

function aWorker(store: Store, functions: JobFunctions, clock = fakeClock(START)) {
  return { clock, worker: new Worker({ jobs: store.jobs, functions, clock, log: silentLog, random: () => 0.5 }) };
}

describe("the job queue", () => {
  test("runs due jobs in the order of their time, and none before it", async () => {
    await using store = await openTestStore();
    const ran: unknown[] = [];
    const { worker } = aWorker(store, { note: async ({ payload }) => void ran.push(payload["n"]) });
    await store.jobs.add({ name: "note", payload: { n: 2 }, runAt: START });
    await store.jobs.add({ name: "note", payload: { n: 1 }, runAt: START - 1 });
    await store.jobs.add({ name: "note", payload: { n: 3 }, runAt: START + 1 });
    while (await worker.runNext());
    expect(ran).toEqual([1, 2]);
  });

  test("does not add a second job with a key that waits or runs, but does after it is done", async () => {
    await using store = await openTestStore();
    const { worker } = aWorker(store, { pull: async () => undefined });
    const add = async () => await store.jobs.add({ name: "pull", key: "pull:arxiv", runAt: START });
    expect(await add()).toBeTypeOf("number");
    expect(await add()).toBeUndefined();
    await worker.runNext();
    expect(await add()).toBeTypeOf("number");
  });

  test("a job whose holder died is taken over when its lease ends, and the dead holder can change nothing", async () => {
    await using store = await openTestStore();
    await store.jobs.add({ name: "pull", runAt: START });
    const dead = await store.jobs.claim(START, LEASE_MS);
    expect(await store.jobs.claim(START + LEASE_MS - 1, LEASE_MS)).toBeUndefined();
    const taken = await store.jobs.claim(START + LEASE_MS, LEASE_MS);
    expect(taken?.id).toBe(dead?.id);
    if (!dead || !taken) throw new Error("nothing was claimed");
    expect(await store.jobs.finish(dead, START)).toBe(false);
    expect(await store.jobs.extend(dead, START + 1e6)).toBe(false);
    expect(await store.jobs.finish(taken, START)).toBe(true);
  });

  test("two processes never hold one job", async () => {
    await using store = await openTestStore();
    for (let n = 0; n < 20; n += 1) await store.jobs.add({ name: "pull", payload: { n }, runAt: START });
    const claims = await Promise.all(Array.from({ length: 40 }, async () => await store.jobs.claim(START, LEASE_MS)));
    const ids = claims.flatMap((job) => job?.id ?? []);
    expect(new Set(ids).size).toBe(20);
    expect(ids).toHaveLength(20);
  });

  test("a failing job is tried five times, each later than the last, then kept aside with its error", async () => {
    await using store = await openTestStore();
    const tries: number[] = [];
    const { worker, clock } = aWorker(store, {
      pull: async () => {
        tries.push(clock.now());
        throw new Error("no answer");
      },
    });
    await store.jobs.add({ name: "pull", runAt: START });
    for (let round = 0; round < 10; round += 1) {
      await worker.runNext();
      clock.set((await store.jobs.nextDueAt()) ?? clock.now());
    }
    const waits = tries.slice(1).map((at, index) => (at - (tries[index] ?? 0)) / 60_000);
    expect(waits).toEqual([1, 2, 4, 8]);
    expect(await store.jobs.dead(10)).toMatchObject([{ name: "pull", attempts: 5, error: "no answer" }]);
    const [buried] = await store.jobs.dead(1);
    expect(await store.jobs.revive(buried?.id ?? 0, START)).toBe(true);
    expect(await store.jobs.dead(10)).toEqual([]);
  });

  test("waits at least as long as an upstream asked", async () => {
    await using store = await openTestStore();
    const { worker } = aWorker(store, {
      pull: () => Promise.reject(new Unavailable("arxiv", "a rest", { retryAfterMs: 600_000 })),
    });
    await store.jobs.add({ name: "pull", runAt: START });
    await worker.runNext();
    expect(await store.jobs.nextDueAt()).toBe(START + 600_000);
  });

  test("a job of an unknown kind is kept aside, and others go on", async () => {
    await using store = await openTestStore();
    let hasRun = false;
    const { worker } = aWorker(store, { known: async () => void (hasRun = true) });
    await store.jobs.add({ name: "unknown", runAt: START - 1 });
    await store.jobs.add({ name: "known", runAt: START });
    while (await worker.runNext());
    expect(hasRun).toBe(true);
    expect(await store.jobs.dead(10)).toMatchObject([{ name: "unknown" }]);
  });

  test("a job that stopped its process five times is kept aside, not begun a sixth time", async () => {
    await using store = await openTestStore();
    let begun = 0;
    const { worker, clock } = aWorker(store, { poison: async () => void (begun += 1) });
    await store.jobs.add({ name: "poison", runAt: START });
    for (let crash = 0; crash < 5; crash += 1) {
      await store.jobs.claim(clock.now(), LEASE_MS);
      clock.set(clock.now() + LEASE_MS);
    }
    await worker.runNext();
    expect(begun).toBe(0);
    expect(await store.jobs.dead(1)).toMatchObject([
      { name: "poison", error: expect.stringContaining("begun 5 times") as string },
    ]);
  });

  test("stopping the worker ends its job and gives it back", async () => {
    await using store = await openTestStore();
    const { worker, clock } = aWorker(store, {
      long: async (_, { signal }) =>
        await new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason as Error))),
    });
    await store.jobs.add({ name: "long", runAt: START });
    worker.start();
    while ((await store.jobs.due(1))[0]?.state !== "running") await new Promise((resolve) => setTimeout(resolve, 5));
    await worker[Symbol.asyncDispose]();
    expect(await store.jobs.claim(clock.now(), LEASE_MS)).toMatchObject({ name: "long", attempts: 1 });
  });
});

describe("the schedule", () => {
  const entry = {
    name: "feed",
    cron: "30 2 * * *",
    zone: "America/New_York",
    job: "pull",
    payload: { source: "arxiv-feed" },
  };

  test("adds each moment once, however many processes watch", async () => {
    await using store = await openTestStore();
    const clock = fakeClock(START);
    const schedulers = [1, 2, 3].map(
      () => new Scheduler({ jobs: store.jobs, clock, log: silentLog, entries: [entry] }),
    );
    for (let tick = 0; tick < 3; tick += 1) for (const scheduler of schedulers) await scheduler.tick();
    expect(await store.jobs.due(10)).toHaveLength(1);
    const job = await store.jobs.claim(START, LEASE_MS);
    if (job) await store.jobs.finish(job, START);
    for (const scheduler of schedulers) await scheduler.tick();
    expect(await store.jobs.due(10)).toHaveLength(0);
  });

  test("catches up once with what was missed while off", async () => {
    await using store = await openTestStore();
    const clock = fakeClock(START);
    const tick = async () => await new Scheduler({ jobs: store.jobs, clock, log: silentLog, entries: [entry] }).tick();
    await tick();
    const job = await store.jobs.claim(START, LEASE_MS);
    if (job) await store.jobs.finish(job, START);
    clock.set(START + 5 * 86_400_000);
    await tick();
    await tick();
    expect(await store.jobs.due(10)).toHaveLength(1);
  });

  test("keeps local time across daylight saving", () => {
    const hour = (time: number | undefined) => new Date(time ?? 0).toISOString();
    expect(hour(nextSlot(entry, Date.parse("2026-10-31T12:00:00Z")))).toBe("2026-11-01T07:30:00.000Z");
    expect(hour(nextSlot(entry, Date.parse("2026-10-30T12:00:00Z")))).toBe("2026-10-31T06:30:00.000Z");
    expect(hour(lastSlot(entry, Date.parse("2026-08-21T06:30:00Z")))).toBe("2026-08-21T06:30:00.000Z");
    expect(hour(lastSlot(entry, Date.parse("2026-08-21T06:29:59Z")))).toBe("2026-08-20T06:30:00.000Z");
  });
});
