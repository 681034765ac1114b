import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "../../lib/day.ts";
import { parseDaily } from "./parse-daily.ts";

const json = readFileSync(new URL("fixtures/daily.json", import.meta.url), "utf8");
const DAY = "2026-08-20" as Day;

interface Item {
  [key: string]: unknown;
  paper: Record<string, unknown>;
}

/** The fixture with its items changed. */
function changed(change: (item: Item) => void): string {
  const items = JSON.parse(json) as Item[];
  for (const item of items) change(item);
  return JSON.stringify(items);
}

describe("parseDaily", () => {
  test("reads all that an item says, zeros included, and no hidden author", () => {
    const { value, problems } = parseDaily(json, DAY);
    expect(problems).toEqual([]);
    expect(value).toMatchObject({ itemCount: 2, isComplete: true, otherDay: undefined });
    expect(value.sightings[0]).toMatchObject({
      source: "hugging-face",
      sourceKey: "2608.01234",
      facts: {
        identifiers: [{ scheme: "arxiv", value: "2608.01234" }],
        title: "Paper Lanterns: Light Models That Carry Far",
        abstract: "We fold small models out of large ones.",
        summary: "A summary by a machine.",
        authors: [{ name: "Ada Example" }, { name: "Bo Sample" }],
        published: "2026-08-19",
        organization: "Lantern Works",
        links: {
          code: "https://github.com/example/lantern",
          project: "https://lantern.example.org/",
        },
        counts: { votes: 0, comments: 0, stars: 0 },
        withdrawal: undefined,
      },
      appearances: [{ day: DAY, kind: "featured" }],
    });
  });

  test("a damaged id is handed on, a title 0 is a title, and what is no web address is no link", () => {
    expect(parseDaily(json, DAY).value.sightings[1]).toMatchObject({
      sourceKey: "2608.105",
      damagedArxivId: "2608.105",
      facts: {
        identifiers: [],
        title: "0",
        organization: "nothing-lab",
        withdrawal: {},
        links: undefined,
        counts: { votes: 7, comments: 2, stars: undefined },
      },
    });
  });

  test("the stored record names nobody but the authors who are shown", () => {
    const [record] = parseDaily(json, DAY).value.sightings.map((sighting) => sighting.record);
    expect(record?.format).toBe("hugging-face");
    expect(record?.text).toContain("Ada Example");
    for (const trace of ["Hidden Person", "handle", "Librarian", "avatar", "submittedBy", 'user":{'])
      expect(record?.text).not.toContain(trace);
  });

  test("a stored record is read again as the item was", () => {
    const [first] = parseDaily(json, DAY).value.sightings;
    expect(parseDaily(`[${first?.record.text}]`, DAY).value.sightings[0]).toEqual(first);
  });

  test.each([2608.105, "arXiv:2608.01234v2", "https://huggingface.co/papers/2608.01234"])("takes the id %j", (id) => {
    expect(
      parseDaily(
        changed(({ paper }) => (paper["id"] = id)),
        DAY,
      ).value.sightings[0]?.sourceKey,
    ).toMatch(/^2608\.(?:105|01234)$/);
  });

  test("a paper that arXiv does not have goes by its page", () => {
    const [sighting] = parseDaily(
      changed(({ paper }) => (paper["id"] = "not-on-arxiv")),
      DAY,
    ).value.sightings;
    expect(sighting).toMatchObject({
      sourceKey: "not-on-arxiv",
      facts: {
        identifiers: [{ scheme: "url", value: "https://huggingface.co/papers/not-on-arxiv" }],
      },
    });
  });

  test("another day's page counts as empty, and says so", () => {
    const { value, problems } = parseDaily(json, "2026-08-22" as Day);
    expect(value).toEqual({
      sightings: [],
      itemCount: 0,
      otherDay: "2026-08-20",
      isComplete: true,
    });
    expect(problems).toEqual([
      {
        message:
          "Hugging Face was asked for 2026-08-22 and answered with the papers of 2026-08-20; they were left out.",
      },
    ]);
  });

  test("one paper that tells another day is the day's all the same", () => {
    let index = 0;
    const mixed = changed(
      ({ paper }) =>
        (paper["submittedOnDailyAt"] = index++ === 0 ? "2026-08-14T00:00:00.000Z" : "2026-08-20T01:26:07.991Z"),
    );
    expect(parseDaily(mixed, DAY).value.sightings).toHaveLength(2);
  });

  test("items of 2024, which tell no day, are taken at their word", () => {
    expect(
      parseDaily(
        changed(({ paper }) => delete paper["submittedOnDailyAt"]),
        DAY,
      ).value.sightings,
    ).toHaveLength(2);
  });

  test("fields of another type count as not there, and the outer title steps in", () => {
    const text = changed(({ paper }) =>
      Object.assign(paper, {
        title: 7,
        authors: "Ada",
        upvotes: "12",
        publishedAt: 5,
        organization: [],
        githubRepo: {},
      }),
    );
    const { value, problems } = parseDaily(text, DAY);
    expect(problems).toEqual([]);
    expect(value.sightings[0]?.facts).toMatchObject({
      title: "Paper Lanterns: Light Models That Carry Far",
      authors: undefined,
      published: undefined,
      counts: { votes: undefined, comments: 0 },
    });
  });

  test.each([
    [
      "title",
      (item: Item) => void (delete item["title"], delete item.paper["title"]),
      "This item has no title; it was left out.",
    ],
    ["id", (item: Item) => void delete item.paper["id"], "This item has no paper with an id; it was left out."],
    [
      "usable id",
      (item: Item) => void (item.paper["id"] = "../../etc"),
      "This item has no usable id; it was left out.",
    ],
  ])("an item without %s is left out with a problem", (_, change, message) => {
    const { value, problems } = parseDaily(changed(change), DAY);
    expect(value).toMatchObject({ sightings: [], itemCount: 2 });
    expect(problems).toMatchObject([{ message }, { message }]);
  });

  test("not-a-number costs its item only", () => {
    const { value, problems } = parseDaily(json.replace('"upvotes": 0', '"upvotes": NaN'), DAY);
    expect(value).toMatchObject({
      itemCount: 2,
      isComplete: true,
      sightings: [{ sourceKey: "2608.105" }],
    });
    expect(problems).toMatchObject([{ line: 2 }]);
  });

  test("of a page that was cut off, the whole items are kept", () => {
    expect(parseDaily(json.slice(0, -40), DAY).value).toMatchObject({
      isComplete: false,
      sightings: [{ sourceKey: "2608.01234" }],
    });
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseDaily(text, DAY)));
    fc.assert(fc.property(fc.array(fc.json()), (items) => void parseDaily(`[${items.join(",")}]`, DAY)));
    fc.assert(
      fc.property(
        fc.nat(json.length),
        fc.nat(200),
        fc.string({ unit: "binary", maxLength: 20 }),
        (at, length, text) => void parseDaily(json.slice(0, at) + text + json.slice(at + length), DAY),
      ),
    );
  });
});
