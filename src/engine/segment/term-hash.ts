const OFFSET = 0x811c_9dc5;
const PRIME = 0x0100_0193;

/** FNV-1a of 32 bits over a part of some bytes. */
export function hashOfBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = OFFSET;
  for (let at = from; at < to; at++) hash = Math.imul(hash ^ (bytes[at] as number), PRIME);
  // FNV alone leaves too much to the last letters.
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d);
  return (half ^ (half >>> 13)) >>> 0;
}
