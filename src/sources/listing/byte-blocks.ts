import { Readable, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";

const NEWLINE = 10;
const LARGEST_BLOCK = 64 * 1024 * 1024;

export type Bytes = AsyncIterable<Uint8Array>;

/** Undoes gzip (RFC 1952), of one member or several, where the bytes begin with its mark. What is damaged ends early and is told. */
export async function* gunzipped(bytes: Bytes, tell: (message: string) => void): Bytes {
  const { first, all } = await peeked(bytes);
  if (first?.[0] === 0x1f && (first[1] === undefined || first[1] === 0x8b)) yield* inflated(all, tell);
  else yield* all;
}

/** Looks at the first chunk that has anything in it; `all` still has them all. */
export async function peeked(bytes: Bytes): Promise<{ first: Uint8Array | undefined; all: Bytes }> {
  const iterator = bytes[Symbol.asyncIterator]();
  let next = await iterator.next();
  while (next.done !== true && next.value.length === 0) next = await iterator.next();
  const first = next.done === true ? undefined : next.value;
  return { first, all: chained(first, iterator) };
}

async function* chained(first: Uint8Array | undefined, iterator: AsyncIterator<Uint8Array>): Bytes {
  if (first) yield first;
  yield* { [Symbol.asyncIterator]: () => iterator };
}

async function* inflated(bytes: Bytes, tell: (message: string) => void): Bytes {
  const gunzip = pipeline(Readable.from(bytes), createGunzip(), () => {});
  try {
    for await (const chunk of gunzip as AsyncIterable<Buffer>) yield chunk;
  } catch (error) {
    const isDamage = error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
    if (!isDamage) throw error;
    tell(`The gzip file is damaged or ends too early (${error.message}); what came before is read.`);
  }
}

/** The bytes up to a limit; what lies beyond is not read, and told. */
export async function* capped(bytes: Bytes, maxBytes: number, tell: (message: string) => void): Bytes {
  let left = maxBytes;
  for await (const chunk of bytes) {
    if (chunk.length > left) {
      yield chunk.subarray(0, left);
      tell(`Only the first ${maxBytes} bytes are read.`);
      return;
    }
    left -= chunk.length;
    yield chunk;
  }
}

/** The same bytes in blocks of so many lines each, or of 64 MB where lines do not end. */
export async function* lineBlocks(bytes: Bytes, linesInBlock: number): AsyncIterable<Buffer> {
  let parts: Buffer[] = [];
  let lines = 0;
  let size = 0;
  for await (const chunk of bytes) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    let start = 0;
    for (let at = buffer.indexOf(NEWLINE); at >= 0; at = buffer.indexOf(NEWLINE, at + 1)) {
      lines += 1;
      if (lines < linesInBlock) continue;
      yield Buffer.concat([...parts, buffer.subarray(start, at + 1)]);
      [parts, lines, size, start] = [[], 0, 0, at + 1];
    }
    parts.push(buffer.subarray(start));
    size += buffer.length - start;
    if (size < LARGEST_BLOCK) continue;
    yield Buffer.concat(parts);
    [parts, lines, size] = [[], 0, 0];
  }
  if (size > 0) yield Buffer.concat(parts);
}
