import type { Paper } from "../domain/paper.ts";

/** What a reader can see of a paper before reading it, as the prior is trained on it. */
export type TraitName =
  | "code"
  | "project"
  | "abstract length"
  | "title length"
  | "title names something"
  | "title asks"
  | "promises to release"
  | "authors"
  | "organisation";

/** The part of a paper that traits are read from. */
export type PaperSketch = Pick<Paper, "title" | "abstract" | "summary" | "authorCount" | "organization" | "links">;

/** What is in the text and its links: anybody may write these. */
export const CONTENT_TRAITS: readonly TraitName[] = [
  "code",
  "project",
  "abstract length",
  "title length",
  "title names something",
  "title asks",
  "promises to release",
];

/** Who wrote it, and how many they are: measured, and not used (decision 0016). */
export const STATUS_TRAITS: readonly TraitName[] = ["authors", "organisation"];

const RELEASE = /\b(?:open-sourced?|publicly (?:available|released?)|releas(?:e|ed|ing)|available at)\b/i;

const READERS: Readonly<Record<TraitName, (paper: PaperSketch) => number | undefined>> = {
  code: ({ links }) => Number(links.code !== undefined),
  project: ({ links }) => Number(links.project !== undefined),
  // A summary is somebody else's: how long it is says nothing about the paper.
  "abstract length": ({ abstract }) => (abstract === undefined ? undefined : Math.log2(1 + countWords(abstract))),
  "title length": ({ title }) => Math.log2(1 + countWords(title)),
  // `WithEveryone: Unified Planning …`: a short name and a colon.
  "title names something": ({ title }) => Number(/^\S{1,30}(?: \S{1,30})?:/.test(title)),
  "title asks": ({ title }) => Number(title.includes("?")),
  "promises to release": ({ abstract }) => (abstract === undefined ? undefined : Number(RELEASE.test(abstract))),
  authors: ({ authorCount }) => Math.log2(1 + authorCount),
  organisation: ({ organization }) => Number(organization !== undefined),
};

const countWords = (text: string): number => text.match(/\S+/g)?.length ?? 0;

/** The paper's traits in the order of `names`; undefined where nobody can say. */
export const readTraits = (paper: PaperSketch, names: readonly TraitName[]): readonly (number | undefined)[] =>
  names.map((name) => READERS[name](paper));
