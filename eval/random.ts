/** Numbers from 0 to 1 (exclusive) that look random and are the same for the same seed: Marsaglia's xorshift, 32 bits. */
export function seededRandom(seed: number): () => number {
  // Seeds that lie near each other shall not begin alike; a state of 0 would stay 0.
  let state = Math.imul(seed + 1, 0x9e3779b1) | 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}
