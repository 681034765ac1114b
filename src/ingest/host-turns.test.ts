import { describe, expect, test } from "vitest";
import { openStore } from "../store/open.ts";
import { HostTurns } from "./host-turns.ts";
import { fakeClock } from "../../test/fake-clock.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";

const ARXIV = { group: "arxiv", hosts: new Set(["rss.arxiv.org", "export.arxiv.org"]), gapMs: 3_000 };
const never = new AbortController().signal;

async function twoProcesses() {
  const folder = await temporaryFolder();
  const clock = fakeClock(Date.parse("2026-08-21T00:00:00Z"));
  const stores = [
    await openStore(`${folder.path}/broadsheet.db`),
    await openStore(`${folder.path}/broadsheet.db`),
  ] as const;
  const make = (store: (typeof stores)[number]) =>
    new HostTurns({ turns: store.hostTurns, clock, random: () => 0, manners: [ARXIV] });
  return {
    clock,
    a: make(stores[0]),
    b: make(stores[1]),
    async [Symbol.asyncDispose]() {
      for (const store of stores) await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

describe("turns at upstream hosts", () => {
  test("two processes asking two hosts of one group keep three seconds apart", async () => {
    await using site = await twoProcesses();
    const starts: number[] = [];
    for (const [turns, host] of [
      [site.a, "rss.arxiv.org"],
      [site.b, "export.arxiv.org"],
      [site.a, "export.arxiv.org"],
    ] as const) {
      const turn = await turns.take(host, never);
      starts.push(site.clock.now());
      await turn.finish({ status: 200 });
    }
    expect(starts.map((start, index) => start - (starts[index - 1] ?? start))).toEqual([0, 3_000, 3_000]);
  });

  test("a second request waits until the first has ended", async () => {
    await using site = await twoProcesses();
    const first = await site.a.take("rss.arxiv.org", never);
    const second = site.b.take("rss.arxiv.org", never).then(() => "taken");
    expect(await Promise.race([second, site.clock.sleep(5_000).then(() => "waiting")])).toBe("waiting");
    await first.finish({ status: 200 });
    expect(await second).toBe("taken");
  });

  test.each([
    ["429 without Retry-After rests ten minutes", { status: 429 }, 600_000],
    ["503 without Retry-After rests ten minutes", { status: 503 }, 600_000],
    ["429 with Retry-After rests as asked", { status: 429, retryAfterMs: 45_000 }, 45_000],
  ])("%s", async (_, outcome, restMs) => {
    await using site = await twoProcesses();
    await (await site.a.take("rss.arxiv.org", never)).finish(outcome);
    await expect(site.b.take("export.arxiv.org", never)).rejects.toMatchObject({
      name: "Unavailable",
      retryAfterMs: restMs,
    });
  });

  test("refusals in a row rest longer each time, and a success ends the row", async () => {
    await using site = await twoProcesses();
    const rests: number[] = [];
    for (const status of [429, 429, 429, 200]) {
      await (await site.a.take("rss.arxiv.org", never)).finish({ status });
      const rest = await site.a.take("rss.arxiv.org", never).then(
        async (turn) => {
          await turn.finish({ status: 200 });
          return 0;
        },
        (error: { retryAfterMs: number }) => error.retryAfterMs,
      );
      rests.push(rest);
      await site.clock.sleep(rest);
    }
    expect(rests).toEqual([600_000, 1_200_000, 2_400_000, 0]);
  });

  test("the place of a process that died is free again after its hold", async () => {
    await using site = await twoProcesses();
    await site.a.take("rss.arxiv.org", never);
    await site.clock.sleep(241_000);
    await expect(site.b.take("rss.arxiv.org", never)).resolves.toBeDefined();
  });

  test.each([
    ["holds a place", undefined],
    ["asked for a rest", { status: 429 }],
  ])("a clock that was a year ahead when it %s blocks nobody once it is right", async (_, outcome) => {
    await using site = await twoProcesses();
    const now = site.clock.now();
    site.clock.set(now + 365 * 86_400_000);
    const turn = await site.a.take("rss.arxiv.org", never);
    if (outcome) await turn.finish(outcome);
    site.clock.set(now);
    await site.b.take("rss.arxiv.org", never);
    expect(site.clock.now()).toBe(now);
  });

  test("waiting ends when the caller gives up", async () => {
    await using site = await twoProcesses();
    await site.a.take("rss.arxiv.org", never);
    await expect(site.b.take("rss.arxiv.org", AbortSignal.abort(new Error("enough")))).rejects.toThrow("enough");
  });
});
