import { indexTokens, STOP_WORDS } from "../lib/analysis.ts";
import { type FieldWeight, inverseFrequency, Scorer } from "./words/bm25f.ts";
import { compacted, type WordStore } from "./words/compacted.ts";
import { Documents } from "./words/documents.ts";
import { Postings } from "./words/postings.ts";
import { queryTerms } from "./words/query-terms.ts";
import { type Hit, TopHits } from "./words/top-hits.ts";
import { Vocabulary } from "./words/vocabulary.ts";
import { WordCounts } from "./words/word-counts.ts";

export type { Hit } from "./words/top-hits.ts";

export interface FieldOptions {
  /** How much a word in this field counts against one in a field of weight 1. */
  readonly weight: number;
  /** How much long texts are held against a document, 0 to 1; 0.75 unless told. */
  readonly lengthPenalty?: number;
}

export interface WordIndexOptions<Field extends string> {
  readonly fields: Readonly<Record<Field, FieldOptions>>;
  /** Cuts texts and questions into terms. */
  readonly analyse?: (text: string) => readonly string[];
  readonly stopWords?: ReadonlySet<string>;
}

/** `key` is any number that names the document outside; it comes back in hits. */
export interface IndexDocument<Field extends string> {
  readonly key: number;
  readonly fields: Readonly<Partial<Record<Field, string | undefined>>>;
}

export interface Page {
  readonly limit: number;
  readonly offset?: number;
}

export interface WordHits {
  /** How many documents match, not only those on this page. */
  readonly total: number;
  /** Best first; of equal scores the higher key first. */
  readonly hits: readonly Hit[];
}

/** Ranked search by words over documents in memory. Every change is visible to the next search. */
export interface WordIndex<Field extends string> {
  readonly size: number;
  /** Adds a document, or replaces the one that has its key. */
  put(document: IndexDocument<Field>): void;
  /** False when there was no such document. */
  remove(key: number): boolean;
  /** Finds the documents that have any word of the question. Never fails; a question without words finds nothing. */
  search(query: string, page: Page): WordHits;
}

const LENGTH_PENALTY = 0.75;
const LAST_HIT = 10_000;
/** Empty slots are given back when they are this many and as many as the documents. */
const FEWEST_EMPTY_SLOTS = 1_000;

export function createWordIndex<Field extends string>({
  fields,
  analyse = indexTokens,
  stopWords = STOP_WORDS,
}: WordIndexOptions<Field>): WordIndex<Field> {
  const names = Object.keys(fields) as Field[];
  const weights = names.map((name): FieldWeight => ({
    lengthPenalty: LENGTH_PENALTY,
    ...fields[name],
  }));
  const scorer = new Scorer(weights);
  const counter = new WordCounts(names.length);
  let store: WordStore = {
    vocabulary: new Vocabulary(),
    documents: new Documents(names.length),
    postings: new Postings(names.length),
  };

  function put({ key, fields: texts }: IndexDocument<Field>): void {
    remove(key);
    const { vocabulary, documents, postings } = store;
    counter.begin();
    for (const [field, name] of names.entries()) counter.count(field, analyse(texts[name] ?? ""));
    const terms = counter.terms((word) => vocabulary.add(word));
    const slot = documents.add(key, counter.lengths, terms.toSorted());
    for (let number = 0; number < terms.length; number++) {
      postings.add(terms[number] as number, slot, counter.counts, number * names.length);
    }
  }

  function remove(key: number): boolean {
    const { documents, postings } = store;
    const slot = documents.slotOf(key);
    if (slot === undefined) return false;
    for (const term of documents.termsOf(slot)) postings.forget(term);
    documents.remove(slot);
    const emptySlots = documents.slotCount - documents.size;
    if (emptySlots >= FEWEST_EMPTY_SLOTS && emptySlots > documents.size) store = compacted(store);
    return true;
  }

  function score(terms: readonly string[], onlyTouched: boolean): void {
    const { vocabulary, documents, postings } = store;
    for (const text of terms) {
      const term = vocabulary.numberOf(text);
      if (term === undefined) continue;
      scorer.add(
        documents,
        postings,
        term,
        inverseFrequency(documents.size, postings.documentCount(term)),
        onlyTouched,
      );
    }
  }

  return {
    get size() {
      return store.documents.size;
    },
    put,
    remove,
    search(query, { limit, offset = 0 }) {
      const { terms, extras } = queryTerms(query, analyse, stopWords);
      scorer.begin(store.documents);
      score(terms, false);
      score(extras, true);
      const top = new TopHits(Math.min(offset + limit, LAST_HIT));
      const { touched } = scorer;
      for (const slot of touched) top.offer(scorer.scoreOf(slot), store.documents.keyOf(slot));
      return { total: touched.length, hits: top.sorted().slice(offset) };
    },
  };
}
