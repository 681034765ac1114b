/** Turns texts into vectors whose directions are near where their meanings are. */
export interface Embedder {
  /** Names the space of its vectors; another model, or another training of the same, has another. */
  readonly space: string;
  readonly dimensions: number;
  /**
   * One vector of length 1 for each text, in order; undefined where the model knows no word of it. Texts are those of
   * papers (title, then abstract) or questions. Throws `Unavailable` when the model cannot be reached.
   */
  embed(texts: readonly string[]): Promise<readonly (Float32Array | undefined)[]>;
}

/** An embedder that counts words, and can say how much of a text is in its field. */
export interface StaticEmbedder extends Embedder {
  /** As `embed`, for one text, at once. */
  encode(text: string): Float32Array | undefined;
  /** 0 to 1: the share of a text's word weight (inverse document frequency) on words the model saw often in training. */
  familiarity(text: string): number;
}

export const isStatic = (embedder: Embedder): embedder is StaticEmbedder => "familiarity" in embedder;
