import type { Transform } from "node:stream";
import { createBrotliDecompress, createUnzip } from "node:zlib";

/** One layer is normal and a second a proxy's doing; more is an attack. */
const MOST_ENCODINGS = 2;

/** What we tell hosts that we can read. */
export const ACCEPTED_ENCODINGS = "gzip, br";

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createUnzip,
  "x-gzip": createUnzip,
  // RFC 9110 section 8.4.1.2: the zlib format, not bare deflate.
  deflate: createUnzip,
  br: createBrotliDecompress,
};

/**
 * The streams that undo a `Content-Encoding` header (RFC 9110 section 8.4), in the order in which a body runs through
 * them. Undefined when there are more than two or when one is unknown.
 */
export function createDecoders(header: string): readonly Transform[] | undefined {
  const names = header
    .toLowerCase()
    .split(",")
    .map((name) => name.trim())
    .filter((name) => name !== "" && name !== "identity");
  if (names.length > MOST_ENCODINGS || !names.every((name) => Object.hasOwn(DECODERS, name))) return undefined;
  return names.toReversed().flatMap((name) => DECODERS[name]?.() ?? []);
}
