import type { Sighting } from "../domain/sighting.ts";
import type { PastSketch } from "./trending-prior.ts";

/** A sighting as a past edition's paper; undefined where it was not featured on a day or nobody counted votes. */
export function pastSketchOf({ sourceKey, facts, appearances }: Sighting): PastSketch | undefined {
  const day = appearances.find(({ kind }) => kind === "featured")?.day;
  const votes = facts.counts?.votes;
  if (day === undefined || votes === undefined) return undefined;
  const { identifiers, title, abstract, summary, authors = [], organization, published, links = {} } = facts;
  const authorCount = Math.max(authors.length, facts.authorCount ?? 0);
  return {
    name: identifiers[0]?.value ?? sourceKey,
    day,
    votes,
    published,
    sketch: { title, abstract, summary, authorCount, organization, links },
  };
}
