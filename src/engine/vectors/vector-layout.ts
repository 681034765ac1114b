/** Documents whose signs lie together, byte by byte: first the first byte of each, then the second. */
export const SIGN_BLOCK = 32;

/** Signs are kept of so many rotated numbers at most: those of more find little more, and take longer to read. */
const MOST_SIGNS = 128;

/** How many of the first numbers of a vector are rotated among themselves, and have a sign. */
export const signCount = (dimensions: number): number => Math.min(dimensions, MOST_SIGNS);

/** Bytes of 8-bit numbers a document; what the dimensions do not fill is 0. */
export const codeWidth = (dimensions: number): number => Math.ceil(dimensions / 16) * 16;

/** Bytes of sign bits a document. */
export const signWidth = (dimensions: number): number => Math.ceil(signCount(dimensions) / 16) * 2;

/** Bytes of sign bits of so many documents, in whole blocks. */
export const signBytes = (dimensions: number, documentCount: number): number =>
  Math.ceil(documentCount / SIGN_BLOCK) * SIGN_BLOCK * signWidth(dimensions);

/** Where the first byte of signs of a document stands; the next ones follow at distances of `SIGN_BLOCK`. */
export const signPlace = (width: number, document: number): number =>
  (document - (document % SIGN_BLOCK)) * width + (document % SIGN_BLOCK);
