import type { Insertable, Selectable } from "kysely";
import type { Paper, PaperId } from "../domain/paper.ts";
import { textHash } from "../lib/text-hash.ts";
import { titleKey } from "../domain/title-key.ts";
import type { AliasRow, PaperRow } from "./schema.ts";
import type { PaperKey, StoredPaper } from "./store.ts";

/** What has no column of its own. */
type Detail = Omit<Paper, "id" | "title" | "abstract" | "published" | "categories">;

export function toStoredPaper(row: Selectable<PaperRow>): StoredPaper {
  const detail = JSON.parse(row.detail) as Detail;
  const paper: Paper = {
    ...detail,
    id: row.name as PaperId,
    title: row.title,
    abstract: row.abstract ?? undefined,
    published: row.published ?? undefined,
    categories: row.categories === "" ? [] : row.categories.split(" "),
  };
  return { key: row.id as PaperKey, paper };
}

interface RowKeys {
  readonly id: number;
  readonly change: number;
  readonly createdAt: number;
  readonly titleKey: string;
  readonly abstractKey: string | undefined;
}

export function toPaperRow(paper: Paper, keys: RowKeys): Insertable<PaperRow> {
  const { id, title, abstract, published, categories, ...detail } = paper;
  return {
    id: keys.id,
    name: id,
    title_hash: titleHash(keys.titleKey),
    abstract_key: keys.abstractKey ?? null,
    published: published ?? null,
    categories: categories.join(" "),
    votes: paper.counts.votes ?? 0,
    change: keys.change,
    created_at: keys.createdAt,
    title,
    detail: JSON.stringify(detail),
    abstract: abstract ?? null,
  };
}

/** Authors by whom a paper is found again; a paper of a thousand authors says nothing about any of them. */
const FINDABLE_AUTHORS = 100;

export function authorKeys(paper: Paper): readonly number[] {
  const keys = paper.authors.slice(0, FINDABLE_AUTHORS).map(({ name }) => authorKey(name));
  return [...new Set(keys)].filter((key) => key !== 0);
}

/** Under which an author's papers are found: a hash of the name without accents, case and punctuation; 0 for none. */
export function authorKey(name: string): number {
  const folded = titleKey(name);
  return folded === "" ? 0 : textHash(folded);
}

/** Under which papers of one title are found: long titles would fill the index. */
export const titleHash = (key: string): number => (key === "" ? 0 : textHash(key));

/** A title that is not the paper's own stands among its aliases. */
export const titleAlias = (key: string): Omit<AliasRow, "paper_id"> => ({
  scheme: "title",
  value: String(titleHash(key)),
});
