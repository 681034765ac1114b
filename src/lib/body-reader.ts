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
  if (kept.isOver) return { bytes: kept.take(), isTruncated: true, failure: undefined };
  return { bytes: kept.take(), isTruncated: failure !== undefined, failure };
}

/** Takes bytes up to a cap and fails on the first beyond it, which stops everything that feeds it. */
class CappedBytes extends Writable {
  // One buffer that grows in place: a list of chunks would be held twice while they are joined.
  readonly #buffer: ArrayBuffer;
  isOver = false;

  constructor(maxBytes: number) {
    super();
    this.#buffer = new ArrayBuffer(0, { maxByteLength: maxBytes });
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error) => void): void {
    const start = this.#buffer.byteLength;
    const fitting = chunk.subarray(0, this.#buffer.maxByteLength - start);
    this.#buffer.resize(start + fitting.length);
    new Uint8Array(this.#buffer).set(fitting, start);
    this.isOver = fitting.length < chunk.length;
    done(this.isOver ? new Error("The body is larger than its cap.") : undefined);
  }

  /** All that was kept; to be taken once. */
  take(): Uint8Array {
    return new Uint8Array(this.#buffer.transferToFixedLength());
  }
}
