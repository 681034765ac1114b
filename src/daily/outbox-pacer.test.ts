import { expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { OutboxPacer } from "./outbox-pacer.ts";

const signal = new AbortController().signal;

test("mails go at the pace that is set", async () => {
  const clock = fakeClock(0);
  const pacer = new OutboxPacer(clock, 60);
  const at: number[] = [];
  for (let mail = 0; mail < 3; mail++) {
    await pacer.turn(signal);
    at.push(clock.now());
  }
  expect(at).toEqual([0, 1_000, 2_000]);
});

test("turns that were given before the server asked for less are void", async () => {
  const clock = fakeClock(0);
  const pacer = new OutboxPacer(clock, 6_000);
  await pacer.turn(signal);
  const waiting = pacer.turn(signal);
  pacer.slowDown();
  const slowed = clock.now();
  await waiting;
  expect(clock.now() - slowed).toBeGreaterThanOrEqual(500);
});
