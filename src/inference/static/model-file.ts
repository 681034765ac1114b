import { hash } from "node:crypto";
import { messageOf, UserError } from "../../lib/errors.ts";
import type { ModelCard } from "../model-card.ts";
import { Vocabulary } from "./vocabulary.ts";

/** A static model taken apart: a row of small whole numbers and a scale for each word and pair. */
export interface ModelParts {
  readonly vocabulary: Vocabulary;
  /** In how many papers of the training each row stands. */
  readonly frequencies: Uint32Array;
  readonly dimensions: number;
  readonly bits: 4 | 8;
  readonly scales: Float32Array;
  /** Row after row; with 4 bits two numbers in a byte, the low half first. */
  readonly numbers: Uint8Array;
  readonly card: ModelCard;
}

interface Header {
  readonly dimensions: number;
  readonly bits: 4 | 8;
  readonly words: number;
  readonly wordBytes: number;
  readonly pairs: number;
  readonly card: ModelCard;
}

/*
 * The file, little-endian: 8 bytes of MAGIC, the length of the header, the header as JSON, then, each from a multiple of 16:
 * the words divided by line feeds, the keys of the pairs, the frequencies, the scales, the numbers. Its last 32 bytes are the
 * SHA-256 of all before.
 */
const MAGIC = "bsmodel1";
const CHECKSUM_BYTES = 32;
const PREAMBLE_BYTES = 12;
const aligned = (bytes: number): number => Math.ceil(bytes / 16) * 16;

export function packModel({
  vocabulary,
  frequencies,
  dimensions,
  bits,
  scales,
  numbers,
  card,
}: ModelParts): Uint8Array {
  const words = Buffer.from(vocabulary.words.join("\n"));
  const header: Header = {
    dimensions,
    bits,
    words: vocabulary.words.length,
    wordBytes: words.length,
    pairs: vocabulary.pairs.length,
    card,
  };
  const headerBytes = Buffer.from(JSON.stringify(header));
  const preamble = Buffer.alloc(PREAMBLE_BYTES);
  preamble.write(MAGIC, "latin1");
  preamble.writeUInt32LE(headerBytes.length, MAGIC.length);
  const parts = [Buffer.concat([preamble, headerBytes]), words, vocabulary.pairs, frequencies, scales, numbers];
  const content = Buffer.concat(parts.flatMap((part) => [toBytes(part), padding(part.byteLength)]));
  return Buffer.concat([content, hash("sha256", content, "buffer")]);
}

const toBytes = ({ buffer, byteOffset, byteLength }: ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength);

const padding = (length: number): Uint8Array => new Uint8Array(aligned(length) - length);

/** Throws `UserError` for a file that is no model, is damaged, or comes from a later Broadsheet. `name` is for its message. */
export function unpackModel(file: Uint8Array, name: string): ModelParts {
  const content = file.subarray(0, -CHECKSUM_BYTES);
  const magic = Buffer.from(content.subarray(0, MAGIC.length)).toString("latin1");
  if (magic !== MAGIC) throw damaged(name, "it is no model that this version of Broadsheet reads");
  const checksum = Buffer.from(file.subarray(-CHECKSUM_BYTES)).toString("hex");
  if (hash("sha256", content) !== checksum) throw damaged(name, "its checksum is wrong");
  try {
    return readParts(content);
  } catch (error) {
    throw damaged(name, messageOf(error), error);
  }
}

function damaged(name: string, reason: string, cause?: unknown): UserError {
  return new UserError("invalid", `The model ${name} cannot be used: ${reason}. Put another in its place.`, { cause });
}

function readParts(content: Uint8Array): ModelParts {
  const view = new DataView(content.buffer, content.byteOffset, content.byteLength);
  const headerEnd = PREAMBLE_BYTES + view.getUint32(MAGIC.length, true);
  const header = JSON.parse(Buffer.from(content.subarray(PREAMBLE_BYTES, headerEnd)).toString()) as Header;
  let at = aligned(headerEnd);
  const take = (bytes: number): Uint8Array => {
    // A copy, so that it begins where numbers of four bytes may.
    const part = Uint8Array.from(content.subarray(at, at + bytes));
    if (part.length < bytes) throw new RangeError("it ends too early");
    at += aligned(bytes);
    return part;
  };
  const { dimensions, bits, card } = header;
  const rows = header.words + header.pairs;
  const words = Buffer.from(take(header.wordBytes)).toString().split("\n");
  const pairs = new Uint32Array(take(header.pairs * 4).buffer);
  const frequencies = new Uint32Array(take(rows * 4).buffer);
  const scales = new Float32Array(take(rows * 4).buffer);
  const numbers = take((rows * dimensions * bits) / 8);
  return { vocabulary: new Vocabulary(words, pairs), frequencies, dimensions, bits, scales, numbers, card };
}
