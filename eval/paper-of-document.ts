import type { PaperId } from "../src/domain/paper.ts";
import { titleKey } from "../src/domain/title-key.ts";
import type { PaperWrite } from "../src/store/ingest-transaction.ts";
import type { TestDocument } from "./sets/read-documents.ts";

/** A paper that is nothing but its document, called by its id: without sightings, there is nothing to merge it by. */
export function paperOfDocument({ id, title, abstract, authors }: TestDocument): PaperWrite {
  const name = id as PaperId;
  return {
    file: { key: undefined, name, createdAt: 0, sightings: [] },
    paper: {
      id: name,
      identifiers: [],
      title,
      abstract,
      authors: authors.map((author) => ({ name: author })),
      authorCount: authors.length,
      categories: [],
      versions: [],
      links: {},
      counts: {},
      seenIn: [],
    },
    titleKey: titleKey(title),
    abstractKey: undefined,
    otherTitleKeys: [],
    lostIdentifiers: [],
    formerNames: [],
    changedSightings: [],
    appearances: [],
    events: [],
    absorbs: [],
  };
}
