/** The same direction, of length 1; undefined for a vector that has none. */
export function toUnit(vector: Iterable<number>): Float32Array | undefined {
  const unit = Float32Array.from(vector);
  const length = Math.hypot(...unit);
  if (!(length > 0) || !Number.isFinite(length)) return undefined;
  return unit.map((number) => number / length);
}
