import type { SegmentVectors } from "./segment-vectors.ts";
import { codesOf, turnedVector } from "./turned-vector.ts";
import { codeWidth, SIGN_BLOCK, signBytes, signCount, signPlace, signWidth } from "./vector-layout.ts";

const MOST_DIMENSIONS = 4_096;

/** The vectors of a segment in the making. */
export class VectorLog {
  readonly #dimensions: number;
  #codes: Int8Array;
  #signs: Uint8Array;

  /** Throws `RangeError` for spaces that are not of 1 to 4,096 dimensions. */
  constructor(dimensions: number) {
    if (!Number.isInteger(dimensions) || dimensions < 1 || dimensions > MOST_DIMENSIONS)
      throw new RangeError(`A vector space has 1 to ${MOST_DIMENSIONS} dimensions, and this one ${dimensions}.`);
    this.#dimensions = dimensions;
    this.#codes = new Int8Array(0);
    this.#signs = new Uint8Array(0);
  }

  /** Stores the vector of a document. It must have the dimensions of the log, and be finite and not zero. */
  set(document: number, vector: Float32Array): void {
    this.#reserve(document + 1);
    const turned = turnedVector(vector);
    this.#codes.set(codesOf(turned), document * codeWidth(this.#dimensions));
    const place = signPlace(signWidth(this.#dimensions), document);
    for (let at = 0; at < signCount(this.#dimensions); at++) {
      const byte = place + (at >> 3) * SIGN_BLOCK;
      if ((turned[at] as number) > 0) this.#signs[byte] = (this.#signs[byte] as number) | (1 << (at & 7));
    }
  }

  /** Stores what another segment has for a document of its own. */
  copy(document: number, from: SegmentVectors, original: number): void {
    this.#reserve(document + 1);
    const width = codeWidth(this.#dimensions);
    this.#codes.set(from.codes.subarray(original * width, (original + 1) * width), document * width);
    const signs = signWidth(this.#dimensions);
    const [target, source] = [signPlace(signs, document), signPlace(signs, original)];
    for (let at = 0; at < signs * SIGN_BLOCK; at += SIGN_BLOCK)
      this.#signs[target + at] = from.signs[source + at] as number;
  }

  /** Those of the first documents; undefined when none has one. */
  vectors(documentCount: number): SegmentVectors | undefined {
    if (this.#codes.length === 0) return undefined;
    this.#reserve(documentCount);
    return {
      dimensions: this.#dimensions,
      codes: this.#codes.subarray(0, documentCount * codeWidth(this.#dimensions)),
      signs: this.#signs.subarray(0, signBytes(this.#dimensions, documentCount)),
    };
  }

  #reserve(documentCount: number): void {
    const width = codeWidth(this.#dimensions);
    if (documentCount * width <= this.#codes.length) return;
    const capacity = Math.ceil((1.5 * documentCount) / SIGN_BLOCK) * SIGN_BLOCK;
    const [codes, signs] = [this.#codes, this.#signs];
    this.#codes = new Int8Array(capacity * width);
    this.#codes.set(codes);
    this.#signs = new Uint8Array(signBytes(this.#dimensions, capacity));
    this.#signs.set(signs);
  }
}
