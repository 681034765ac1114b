import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, test } from "vitest";
import type { Day } from "../../src/lib/day.ts";
import { parseFeed } from "../../src/sources/arxiv/parse-feed.ts";
import { parseOai } from "../../src/sources/arxiv/parse-oai.ts";
import { parseQuery } from "../../src/sources/arxiv/parse-query.ts";
import { parseDaily } from "../../src/sources/hugging-face/parse-daily.ts";

const FOLDER = resolve(import.meta.dirname, "../../../shared/fixtures");
const isHere = existsSync(FOLDER);
const recorded = (name: string): string => readFileSync(resolve(FOLDER, name), "utf8");
const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Answers recorded from the live services; they are not ours to keep, so they lie beside the project or nowhere. */
describe.skipIf(!isHere)("answers recorded from the live services", () => {
  test("the feed yields every entry", () => {
    const text = recorded("arxiv-rss-cs.AI.atom.xml");
    const { value, problems } = parseFeed(text, "2025-08-20" as Day);
    expect(problems).toEqual([]);
    expect(value?.sightings).toHaveLength(count(text, /<entry>/g));
    for (const { facts, appearances } of value?.sightings ?? []) {
      expect(appearances[0]?.day).toBe("2025-08-20");
      expect(facts.abstract).not.toMatch(/Announce Type|^Abstract/);
      expect(facts.authors?.length).toBeGreaterThan(0);
    }
  });

  test.each(["arXiv", "arXivRaw"])("a page of %s yields every record", (format) => {
    const text = recorded(`arxiv-oaipmh-ListRecords-${format}.xml`);
    const { value, problems } = parseOai(text);
    expect(problems).toEqual([]);
    expect(value?.records).toHaveLength(count(text, /<record>/g));
    for (const { sighting, datestamp } of value?.records ?? []) {
      expect(sighting.facts).toMatchObject({
        authors: expect.anything() as unknown,
        categories: expect.anything() as unknown,
        abstract: expect.anything() as unknown,
      });
      expect([datestamp, sighting.facts.published]).not.toContain(undefined);
    }
  });

  test.each(["query-100", "query-p0", "query-p1", "idlist", "idlist-oldstyle", "empty"])(
    "an answer of the query API (%s) yields every entry",
    (name) => {
      const text = recorded(`arxiv-api-${name}.atom.xml`);
      const { value, problems } = parseQuery(text);
      expect(problems).toEqual([]);
      expect(value?.sightings).toHaveLength(count(text, /<entry>/g));
      expect(value?.sightings.flatMap(({ facts }) => facts.authors ?? [])).toHaveLength(count(text, /<author>/g));
    },
  );

  test("an error of the query API is a refusal", () => {
    expect(parseQuery(recorded("arxiv-api-error-malformed-id.atom.xml")).value?.refusal).toBe(
      "incorrect id format for abc",
    );
  });

  test.each(["2024-05-28", "2025-06-26", "2026-08-20", "2026-08-21"])(
    "Hugging Face's day %s yields every paper",
    (day) => {
      const text = recorded(`hf-daily-papers-${day}.json`);
      const items = JSON.parse(text) as {
        paper: { upvotes: number; authors: { hidden: boolean }[] };
      }[];
      const { value, problems } = parseDaily(text, day as Day);
      expect(problems).toEqual([]);
      expect(value.sightings.map(({ facts }) => facts.counts?.votes)).toEqual(items.map(({ paper }) => paper.upvotes));
      expect(value.sightings.map(({ facts }) => facts.authors?.length)).toEqual(
        items.map(({ paper }) => paper.authors.filter(({ hidden }) => !hidden).length),
      );
      for (const { record } of value.sightings)
        expect(record.text).not.toMatch(/avatar|submittedBy|submittedOnDailyBy|isPro/i);
    },
  );
});
