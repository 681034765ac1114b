import { performance } from "node:perf_hooks";
import { describe, expect, test } from "vitest";
import { openTestSite, type TestSite } from "../surfaces/web-site.ts";
import { addReaders, readerAddress } from "./queued-mails.ts";

/** `PAIRS=1000` runs the full count. */
const PAIRS = Number(process.env["PAIRS"] ?? 100);
/** Of the two-sided normal distribution: passed by chance once in some 15,000 runs. */
const MOST_Z = 4;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** How surely one of two kinds is the slower: the sign test over pairs, which no busy moment of the machine disturbs. */
function signZ(pairs: readonly (readonly [number, number])[]): number {
  const slower = pairs.filter(([known, unknown]) => known > unknown).length;
  return (2 * slower - pairs.length) / Math.sqrt(pairs.length);
}

/** Welch's t: how far two means are apart, measured by how far single times are. */
function welchT(pairs: readonly (readonly [number, number])[]): number {
  const [known, unknown] = ([0, 1] as const).map((side) => spreadOf(pairs.map((pair) => pair[side])));
  return known && unknown
    ? (known.mean - unknown.mean) / Math.sqrt(known.errorSquare + unknown.errorSquare)
    : Number.NaN;
}

function spreadOf(values: readonly number[]): { readonly mean: number; readonly errorSquare: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, errorSquare: squares / (values.length - 1) / values.length };
}

async function timeOf(site: TestSite, address: string, network: string): Promise<number> {
  const body = new URLSearchParams({ address });
  const headers = { "Sec-Fetch-Site": "same-origin" };
  const env = { incoming: { socket: { remoteAddress: network, remotePort: 1, remoteFamily: "IPv4" } } };
  const start = performance.now();
  const response = await site.web.request("/subscribe", { method: "POST", body, headers }, env);
  await response.text();
  expect(response.status).toBe(303);
  return performance.now() - start;
}

describe("the time that an answer takes", () => {
  test(
    "does not tell a suppressed or subscribed address from an unknown one",
    { timeout: 60_000 + PAIRS * 600 },
    async () => {
      await using site = await openTestSite();
      await addReaders(site.store, PAIRS, 0);
      for (let id = 1; id <= PAIRS; id += 2) await site.store.subscriptions.suppress(id, "test", 0);
      const pairs: (readonly [number, number])[] = [];
      for (let number = 0; number < PAIRS; number += 1) {
        const network = `10.${number >> 8}.${number & 255}.1`;
        const known = async () => await timeOf(site, readerAddress(number), network);
        const unknown = async () => await timeOf(site, `stranger${number}@example.org`, network);
        // Whoever comes second finds warmer caches, so they take turns.
        if (number % 2 === 0) pairs.push([await known(), await unknown()]);
        else {
          const first = await unknown();
          pairs.push([await known(), first]);
        }
      }
      const [known, unknown] = [median(pairs.map(([time]) => time)), median(pairs.map(([, time]) => time))];
      console.log(
        `answers: known ${known.toFixed(2)} ms, unknown ${unknown.toFixed(2)} ms, z ${signZ(pairs).toFixed(1)}, Welch's t ${welchT(pairs).toFixed(2)}`,
      );
      expect(Math.abs(signZ(pairs))).toBeLessThan(MOST_Z);
      // No answer leaves before its beat, where the difference would show.
      expect(Math.min(...pairs.flat())).toBeGreaterThan(48);
    },
  );
});
