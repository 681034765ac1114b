/** Below this many bytes a second, over a whole window, a body is not worth waiting for. */
const SLOWEST_BYTES_PER_SECOND = 1000;

/**
 * Passes a body on while it keeps up at least 1 kB/s over each `windowMs`, and throws once it does not. Silence is not
 * noticed here: a connection's own time limit sees to that. `now` counts milliseconds from anywhere.
 */
export async function* refuseSlow(
  source: AsyncIterable<Uint8Array>,
  windowMs: number,
  now: () => number,
): AsyncGenerator<Uint8Array> {
  const fewestBytes = (SLOWEST_BYTES_PER_SECOND * windowMs) / 1000;
  let windowStart = now();
  let bytes = 0;
  for await (const chunk of source) {
    bytes += chunk.length;
    if (now() - windowStart >= windowMs) {
      if (bytes < fewestBytes) throw new SlowBody(bytes, windowMs);
      windowStart = now();
      bytes = 0;
    }
    yield chunk;
  }
}

export class SlowBody extends Error {
  override readonly name = "SlowBody";

  constructor(bytes: number, windowMs: number) {
    super(`Only ${bytes} bytes came in ${windowMs / 1000} s.`);
  }
}
