import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Day } from "../../lib/day.ts";
import { parseFeed } from "./parse-feed.ts";

const fixture = (name: string): string => readFileSync(new URL(`fixtures/${name}`, import.meta.url), "utf8");
const TODAY = "2026-08-20" as Day;
const atom = fixture("feed.atom.xml");

describe("parseFeed", () => {
  test("reads all that an entry says", () => {
    const { value: feed, problems } = parseFeed(atom, TODAY);
    expect(problems).toEqual([]);
    expect(feed).toMatchObject({
      title: "cs.CL+cs.AI updates on arXiv.org",
      day: "2026-08-20",
      entryCount: 3,
      isComplete: true,
      refusal: undefined,
    });
    expect(feed?.sightings[0]).toEqual({
      source: "arxiv-feed",
      sourceKey: "2608.01234",
      facts: {
        identifiers: [
          { scheme: "arxiv", value: "2608.01234" },
          { scheme: "doi", value: "10.1000/lantern.1" },
        ],
        title: "Paper Lanterns & Erdős Graphs: Models with $O(n^2)$ Folds",
        abstract: "We fold small models out of large ones. They are cheap to carry, and for $x < y$ they shine.",
        authors: [
          { name: "Ada Example", affiliation: "Uni A, Lab B" },
          { name: "Bo Sample Jr" },
          { name: "José Invented" },
        ],
        categories: ["cs.CL", "cs.AI"],
        versions: [{ number: 1 }],
        journalReference: "J. Inv. Lanterns 1 (2026) 1-9",
        license: "http://creativecommons.org/licenses/by/4.0/",
      },
      appearances: [{ day: "2026-08-20", kind: "new" }],
      record: {
        format: "arxiv-feed",
        text: expect.stringMatching(/^<entry>[^]*2608\.01234[^]*<\/entry>$/) as string,
      },
    });
  });

  test("a title 0 is a title, and what is replaced is no news", () => {
    const sightings = parseFeed(atom, TODAY).value?.sightings ?? [];
    expect(sightings.map(({ facts }) => facts.title)).toEqual([expect.anything(), "0", "A Revised Theory of Kites"]);
    expect(sightings.map(({ appearances }) => appearances[0]?.kind)).toEqual(["new", "cross", "replace"]);
    expect(sightings[2]?.facts).toMatchObject({
      versions: [{ number: 3 }],
      withdrawal: { reason: expect.stringContaining("string was too short") as string },
    });
  });

  test("reads RSS as it reads Atom", () => {
    const { value: feed, problems } = parseFeed(fixture("feed.rss.xml"), TODAY);
    expect(problems).toEqual([]);
    expect(feed).toMatchObject({ day: "2026-01-06", entryCount: 1 });
    expect(feed?.sightings[0]).toMatchObject({
      sourceKey: "2601.00321",
      facts: {
        title: "Snow Globes as Memory",
        abstract: "We shake, and remember.",
        authors: [{ name: "Fay Ke" }, { name: "Gil Ded" }],
        categories: ["cs.CL", "cs.AI"],
      },
      appearances: [{ day: "2026-01-06", kind: "new" }],
    });
  });

  test("a stored record is read again as a feed's entry would be", () => {
    const [first] = parseFeed(atom, TODAY).value?.sightings ?? [];
    const again = parseFeed(`<feed>${first?.record.text}</feed>`, TODAY).value?.sightings[0];
    expect(again).toEqual(first);
  });

  test("a paper that is listed twice is one, for the stronger reason", () => {
    const cross = atom
      .slice(atom.indexOf("  <entry>"), atom.indexOf("</entry>") + 8)
      .replaceAll(/(announce_type>|Announce Type: )new/g, "$1cross");
    const twice = parseFeed(atom.replace("  <entry>", `${cross}\n  <entry>`), TODAY).value;
    expect(twice?.entryCount).toBe(4);
    expect(
      twice?.sightings.filter(({ sourceKey }) => sourceKey === "2608.01234").map(({ appearances }) => appearances),
    ).toEqual([[{ day: "2026-08-20", kind: "new" }]]);
  });

  test("arXiv's refusal comes as a feed", () => {
    expect(parseFeed(fixture("feed-error.atom.xml"), TODAY).value?.refusal).toBe("Bad subject class 'LANTERN'.");
  });

  test.each(["", "<html><body>Checking your browser</body></html>", "<nothing/>", "Rate exceeded."])(
    "%j is no feed",
    (text) => {
      expect(parseFeed(text, TODAY).value).toBeUndefined();
    },
  );

  test.each([
    ["title", /<title>0<\/title>/, "2608.01250"],
    [
      "arXiv id",
      /<id>oai:arXiv.org:2608.01250v1<\/id>|https:\/\/arxiv.org\/abs\/2608.01250|arXiv:2608.01250v1/g,
      undefined,
    ],
  ])("an entry without %s is left out with a problem", (lack, pattern, where) => {
    const { value, problems } = parseFeed(atom.replaceAll(new RegExp(pattern, "g"), ""), TODAY);
    expect(value?.sightings.map(({ sourceKey }) => sourceKey)).toEqual(["2608.01234", "2606.00077"]);
    expect(problems).toEqual([
      {
        line: 27,
        ...(where === undefined ? {} : { where }),
        message: `This entry has no ${lack}; it was left out.`,
      },
    ]);
  });

  test("an id that lost its last zero is handed on as damaged", () => {
    const damaged = atom.replaceAll("2608.01250", "2608.0125");
    expect(parseFeed(damaged, TODAY).value?.sightings[1]).toMatchObject({
      sourceKey: "2608.0125",
      damagedArxivId: "2608.0125",
      facts: { identifiers: [], title: "0" },
    });
  });
});

describe("the announced day", () => {
  const dayOf = (text: string): Day | undefined => parseFeed(text, TODAY).value?.sightings[0]?.appearances[0]?.day;

  test.each([
    ["midnight in New York, as UTC", "2026-08-20T04:00:00Z", "2026-08-20"],
    ["without a zone", "2026-08-20T00:00:00", "2026-08-20"],
    ["a bare date", "2026-08-20", "2026-08-20"],
    ["no date at all", "soon", "2026-08-20"],
    ["1969", "1969-12-31T19:00:00-05:00", "2026-08-20"],
    ["far off", "2999-01-01T00:00:00-05:00", "2026-08-20"],
  ])("is right for %s", (_, published, day) => {
    expect(dayOf(atom.replaceAll(/<published>[^<]*/g, `<published>${published}`))).toBe(day);
  });

  test("an incredible date is a problem", () => {
    expect(
      parseFeed(atom.replace(/<published>[^<]*/, "<published>1969-12-31T19:00:00-05:00"), TODAY).problems,
    ).toMatchObject([{ where: "2608.01234" }]);
  });

  test("is today where nothing says it", () => {
    expect(dayOf(atom.replaceAll(/<(published|updated)>[^<]*<\/\1>/g, ""))).toBe(TODAY);
  });
});

describe("parseFeed on damaged input", () => {
  test("keeps the entries before every cut", () => {
    for (let length = 0; length <= atom.length; length += 97) {
      const whole = (atom.slice(0, length).match(/<\/entry>/g) ?? []).length;
      expect(parseFeed(atom.slice(0, length), TODAY).value?.sightings.length ?? 0).toBe(whole);
    }
  });

  test("never throws", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => void parseFeed(text, TODAY)));
    fc.assert(
      fc.property(
        fc.nat(atom.length),
        fc.nat(200),
        fc.string({ unit: "binary", maxLength: 20 }),
        (at, length, text) => {
          parseFeed(atom.slice(0, at) + text + atom.slice(at + length), TODAY);
        },
      ),
    );
  });

  test("reads 2,000 entries in seconds, even on a busy machine", () => {
    const entry = atom.slice(atom.indexOf("  <entry>"), atom.indexOf("</entry>") + 9);
    const many = Array.from({ length: 2_000 }, (_, index) =>
      entry.replaceAll("2608.01234", `2608.${String(index).padStart(5, "0")}`),
    ).join("");
    const start = performance.now();
    expect(parseFeed(atom.replace(entry, many), TODAY).value?.entryCount).toBe(2_002);
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});
