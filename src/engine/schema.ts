/** A field whose words are searched and ranked. */
export interface TextField {
  readonly name: string;
  /** How much a word in this field counts against one in a field of weight 1. */
  readonly weight: number;
  /** How much long texts are held against a document, 0 to 1 (b of BM25). */
  readonly lengthPenalty: number;
}

/** What the documents of an index have. At most eight text fields: a posting tells them by bits. */
export interface Schema {
  readonly text: readonly TextField[];
  /** Names of exact, possibly many values to filter and count by: `category`, `source`. */
  readonly keywords: readonly string[];
  /** Where the vectors of documents live; absent in an index of words alone. */
  readonly vectors?: VectorSpace | undefined;
}

/** Vectors of one model. Those of two spaces cannot be compared: after a change, documents are found by words until put again. */
export interface VectorSpace {
  readonly name: string;
  readonly dimensions: number;
}

/** What an index is made by: another vector space leaves it as it is. */
export const withoutVectors = ({ text, keywords }: Schema): Schema => ({ text, keywords });

/** Stands where a document has no date; sorted after all others. */
export const NO_DATE = -1;

/** A document as it is given to the index. `key` names it outside: an integer from 0 to 2^53. */
export interface IndexDocument {
  readonly key: number;
  /** By the names of the schema's text fields; absent ones are empty. */
  readonly text: Readonly<Record<string, string>>;
  readonly keywords: Readonly<Record<string, readonly string[]>>;
  /** Days since 1970-01-01, or `NO_DATE`. */
  readonly date: number;
  /** In the schema's vector space, of any length but 0; absent where nothing is known of its meaning. */
  readonly vector?: Float32Array | undefined;
}
