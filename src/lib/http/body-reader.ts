import { Readable, Writable, type Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What could be read of a body. `failure` is what ended it early, other than the size cap. */
export interface ReadBody {
  readonly bytes: Uint8Array;
  readonly isTruncated: boolean;
  readonly failure: unknown;
}

/**
 * Reads a body through its decoders and keeps at most `maxBytes` of what comes out. Never rejects: a body that breaks or
 * is damaged is kept as far as it went.
 */
export async function readBody(
  source: AsyncIterable<Uint8Array>,
  decoders: readonly Transform[],
  maxBytes: number,
): Promise<ReadBody> {
  const kept = new CappedBytes(maxBytes);
  let failure: unknown;
  // A broken source ends like a whole one, so that what the decoders still hold comes out.
  const untilBroken = async function* (): AsyncGenerator<Uint8Array> {
    try {
      yield* source;
    } catch (error) {
      failure = error;
    }
  };
  try {
    await pipeline([Readable.from(untilBroken()), ...decoders, kept]);
  } catch (error) {
    failure ??= error;
  }
  if (kept.isOver) return { bytes: kept.bytes(), isTruncated: true, failure: undefined };
  return { bytes: kept.bytes(), isTruncated: failure !== undefined, failure };
}

/** Takes bytes up to a cap and fails on the first beyond it, which stops everything that feeds it. */
class CappedBytes extends Writable {
  readonly #chunks: Uint8Array[] = [];
  #room: number;
  isOver = false;

  constructor(maxBytes: number) {
    super();
    this.#room = maxBytes;
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    const fitting = chunk.subarray(0, this.#room);
    this.#chunks.push(fitting);
    this.#room -= fitting.length;
    this.isOver = fitting.length < chunk.length;
    done(this.isOver ? new Error("The body is larger than its cap.") : undefined);
  }

  bytes(): Uint8Array {
    return Buffer.concat(this.#chunks);
  }
}
