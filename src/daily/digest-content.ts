import { createHash } from "node:crypto";
import type { Day } from "../lib/day.ts";
import type { DigestDraft, DigestPaper } from "../store/outbox-store.ts";
import type { PaperKey } from "../store/store.ts";
import type { Frequency } from "./subscription-choices.ts";

/** What a digest says besides its papers; recipients with equal choices and an equal past share one. */
export interface DigestContent {
  /** The first and last day of its news. */
  readonly first: Day;
  readonly last: Day;
  readonly frequency: Frequency;
  readonly categories: readonly string[];
  readonly q: string;
  /** Papers that the reader has had before, in another state. */
  readonly again: readonly PaperKey[];
  /** News that are not even named. */
  readonly more: number;
}

export const readDigestContent = (text: string): DigestContent => JSON.parse(text) as DigestContent;

/** A digest under the hash of all that it says. */
export function draftDigest(content: DigestContent, papers: readonly DigestPaper[]): DigestDraft {
  const text = JSON.stringify(content);
  const key = createHash("sha256")
    .update(text)
    .update(JSON.stringify(papers.map(({ key: paper, mark, isBrief }) => [paper, mark, isBrief])))
    .digest("base64url");
  return { key, content: text, papers };
}
