import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { aSighting } from "../../test/make.ts";
import type { PaperId } from "../domain/paper.ts";
import type { KeptSighting } from "../store/ingest-transaction.ts";
import { compose } from "./compose.ts";

const ID = "2501.00001" as PaperId;
const kept = (wish: Parameters<typeof aSighting>[0], changedAt = 1): KeptSighting => ({
  ...aSighting(wish),
  firstSeenAt: 1,
  changedAt,
});

describe("a paper put together from its sightings", () => {
  test("has the authors' abstract as soon as one source brings it, and keeps our summary apart", () => {
    const paper = compose(ID, [
      kept({ source: "sample", summary: "Ours." }),
      kept({ source: "hugging-face", abstract: "Theirs." }),
    ]);
    expect(paper).toMatchObject({ abstract: "Theirs.", summary: "Ours." });
  });

  test("takes title and abstract from the newest revision, whoever brought it", () => {
    const old = kept({ source: "arxiv-oai", title: "Old title of the work", versions: [{ number: 1 }] });
    const revised = kept({ source: "arxiv-feed", title: "New title of the work", versions: [{ number: 2 }] });
    expect(compose(ID, [old, revised]).title).toBe("New title of the work");
  });

  test("of one revision, believes the more authoritative source", () => {
    const oai = kept({ source: "arxiv-oai", authors: ["Ada Example", "Bo Sample"] });
    const feed = kept({ source: "arxiv-feed", authors: ["Ada Example Bo Sample"] });
    expect(compose(ID, [feed, oai]).authors.map(({ name }) => name)).toEqual(["Ada Example", "Bo Sample"]);
  });

  test("lets a real title replace a guessed one", () => {
    const guessed = kept({ title: "We study the", isTitleProvisional: true });
    const real = kept({ source: "sample", title: "A study of the thing" });
    expect(compose(ID, [guessed, real])).toMatchObject({
      title: "A study of the thing",
      isTitleProvisional: undefined,
    });
  });

  test("keeps the history of revisions, each with all that is known of it", () => {
    const raw = kept({
      source: "arxiv-oai",
      versions: [
        { number: 1, date: "2025-01-03" },
        { number: 2, date: "2025-02-01", size: "14kb" },
      ],
    });
    const feed = kept({ source: "arxiv-feed", versions: [{ number: 3 }] });
    expect(compose(ID, [raw, feed]).versions).toEqual([
      { number: 1, date: "2025-01-03" },
      { number: 2, date: "2025-02-01", size: "14kb" },
      { number: 3 },
    ]);
  });

  test("is withdrawn while its newest revision is, and comes back with a later one", () => {
    const withdrawn = kept({
      source: "arxiv-oai",
      versions: [{ number: 2, isWithdrawn: true }],
      withdrawal: { reason: "Error in Lemma 2." },
    });
    const back = kept({ source: "arxiv-feed", versions: [{ number: 3 }] });
    expect(compose(ID, [withdrawn]).withdrawal).toEqual({ reason: "Error in Lemma 2." });
    expect(compose(ID, [withdrawn, back]).withdrawal).toBeUndefined();
  });

  test("shows the votes of the site that counts them, else of the newest listing, and a zero is a count", () => {
    const site = kept({ source: "hugging-face", counts: { votes: 0 } }, 1);
    const listing = (votes: number, at: number) =>
      kept({ source: "listing", sourceKey: `${at}`, counts: { votes } }, at);
    const sample = kept({ source: "sample", counts: { votes: 99 } }, 9);
    expect(compose(ID, [listing(7, 5), site, sample]).counts.votes).toBe(0);
    expect(compose(ID, [listing(7, 5), sample, listing(8, 6)]).counts.votes).toBe(8);
  });

  test("knows how many authors there are even where nobody names them", () => {
    expect(compose(ID, [kept({ authorCount: 12 })])).toMatchObject({ authors: [], authorCount: 12 });
  });

  test("prefers an exact date to a year, and a year to a day without one", () => {
    const dates = (...published: string[]) =>
      compose(
        ID,
        published.map((date, index) => kept({ published: date, sourceKey: `${index}` })),
      ).published;
    expect(dates("2024", "2024-03-05")).toBe("2024-03-05");
    expect(dates("--02-04", "2024")).toBe("2024");
    expect(dates("--02-04")).toBe("--02-04");
  });

  test("does not depend on the order in which sightings came", () => {
    const source = fc.constantFrom("arxiv-oai", "arxiv-feed", "hugging-face", "listing", "sample" as const);
    const wish = fc.record({
      source,
      sourceKey: fc.string(),
      title: fc.string({ minLength: 1 }),
      published: fc.constantFrom("2024", "2024-05-01", "--05-01"),
      votes: fc.nat(50),
      version: fc.nat(3),
      seen: fc.nat(3),
    });
    const sightings = fc.uniqueArray(wish, {
      maxLength: 6,
      selector: ({ source: id, sourceKey }) => `${id} ${sourceKey}`,
    });
    fc.assert(
      fc.property(sightings, fc.infiniteStream(fc.nat(1000)), (wishes, numbers) => {
        const all = wishes.map(({ votes, version, seen, ...rest }) =>
          kept({ ...rest, counts: { votes }, versions: version > 0 ? [{ number: version }] : [] }, seen),
        );
        const shuffled = all
          .map((sighting) => ({ sighting, at: numbers.next().value }))
          .sort((a, b) => a.at - b.at)
          .map(({ sighting }) => sighting);
        expect(compose(ID, shuffled)).toEqual(compose(ID, all));
      }),
    );
  });
});
