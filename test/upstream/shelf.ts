import { datestampOf, type UpstreamPaper } from "./paper.ts";

/** The papers that upstream holds, found in the ways its pages ask for them. */
export interface Shelf {
  readonly papers: readonly UpstreamPaper[];
  byId(id: string): UpstreamPaper | undefined;
  announcedOn(day: string): readonly UpstreamPaper[];
  featuredOn(day: string): readonly UpstreamPaper[];
  /** What arXiv holds, by day of last change, then id. */
  byDatestamp(): readonly UpstreamPaper[];
  /** The last day on which anything was announced or featured. */
  readonly lastDay: string;
}

export function createShelf(papers: readonly UpstreamPaper[]): Shelf {
  const byId = new Map(papers.map((paper) => [paper.id, paper]));
  const announced = Map.groupBy(papers.filter(isOnArxiv), (paper) => paper.announcedOn ?? "");
  const featured = groupByFeaturedDay(papers);
  let sorted: readonly UpstreamPaper[] | undefined;
  return {
    papers,
    byId: (id) => byId.get(id),
    announcedOn: (day) => announced.get(day) ?? [],
    featuredOn: (day) => featured.get(day) ?? [],
    byDatestamp: () => (sorted ??= papers.filter(isOnArxiv).toSorted(compareDatestamps)),
    lastDay: [...announced.keys(), ...featured.keys()].reduce((last, day) => (day > last ? day : last), ""),
  };
}

export function isOnArxiv(paper: UpstreamPaper): boolean {
  return paper.categories.length > 0;
}

function compareDatestamps(a: UpstreamPaper, b: UpstreamPaper): number {
  const [keyA, keyB] = [`${datestampOf(a)} ${a.id}`, `${datestampOf(b)} ${b.id}`];
  return keyA < keyB ? -1 : Number(keyA > keyB);
}

function groupByFeaturedDay(papers: readonly UpstreamPaper[]): Map<string, UpstreamPaper[]> {
  const days = new Map<string, UpstreamPaper[]>();
  for (const paper of papers) {
    for (const day of paper.featuredOn ?? []) {
      const sameDay = days.get(day) ?? [];
      sameDay.push(paper);
      days.set(day, sameDay);
    }
  }
  return days;
}
