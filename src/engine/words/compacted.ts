import { Documents } from "./documents.ts";
import { Postings } from "./postings.ts";
import { Vocabulary } from "./vocabulary.ts";

export interface WordStore {
  readonly vocabulary: Vocabulary;
  readonly documents: Documents;
  readonly postings: Postings;
}

/** The same documents without empty slots and forgotten terms. The order of slots stays. */
export function compacted(store: WordStore): WordStore {
  const vocabulary = new Vocabulary();
  const termOf = new Int32Array(store.vocabulary.size);
  for (const [text, term] of store.vocabulary.terms()) {
    if (store.postings.documentCount(term) > 0) termOf[term] = vocabulary.add(text);
  }
  const { documents, slotOf } = compactedDocuments(store.documents, termOf);
  const postings = new Postings(documents.fieldCount);
  for (const [, term] of store.vocabulary.terms()) {
    store.postings.visit(term, (slots, counts, start, end) => {
      for (let at = start; at < end; at++) {
        const slot = slotOf[slots[at] as number] as number;
        if (slot >= 0) postings.add(termOf[term] as number, slot, counts, at * documents.fieldCount);
      }
    });
  }
  return { vocabulary, documents, postings };
}

function compactedDocuments(old: Documents, termOf: Int32Array): { documents: Documents; slotOf: Int32Array } {
  const documents = new Documents(old.fieldCount);
  const slotOf = new Int32Array(old.slotCount).fill(-1);
  for (let slot = 0; slot < old.slotCount; slot++) {
    if (old.isLive[slot] === 0) continue;
    const lengths = old.lengths.subarray(slot * old.fieldCount, (slot + 1) * old.fieldCount);
    const terms = old.termsOf(slot).map((term) => termOf[term] as number);
    slotOf[slot] = documents.add(old.keyOf(slot), lengths, terms);
  }
  return { documents, slotOf };
}
