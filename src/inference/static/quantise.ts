export interface QuantisedRows {
  readonly scales: Float32Array;
  readonly numbers: Uint8Array;
}

/** Whole numbers of 4 or 8 bits and a scale for each row, whose greatest number becomes the greatest there is. */
export function quantiseRows(vectors: Float32Array, dimensions: number, bits: 4 | 8): QuantisedRows {
  const most = 2 ** (bits - 1) - 1;
  const rows = vectors.length / dimensions;
  const scales = new Float32Array(rows);
  const numbers = new Int8Array(vectors.length);
  for (let row = 0; row < rows; row++) {
    const start = row * dimensions;
    const vector = vectors.subarray(start, start + dimensions);
    const scale = vector.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 0) / most;
    scales[row] = scale;
    if (scale > 0) for (const [at, value] of vector.entries()) numbers[start + at] = Math.round(value / scale);
  }
  return { scales, numbers: bits === 8 ? new Uint8Array(numbers.buffer) : packHalves(numbers) };
}

function packHalves(numbers: Int8Array): Uint8Array {
  return Uint8Array.from(
    { length: numbers.length / 2 },
    (_, pair) => ((numbers[2 * pair] ?? 0) & 15) | ((numbers[2 * pair + 1] ?? 0) << 4),
  );
}

/** The numbers that stand for those of `quantiseRows`, row after row. */
export function restoreRows({ scales, numbers }: QuantisedRows, dimensions: number, bits: 4 | 8): Float32Array {
  const signed = bits === 8 ? new Int8Array(numbers.buffer, numbers.byteOffset, numbers.length) : unpackHalves(numbers);
  return Float32Array.from(signed, (number, at) => number * (scales[Math.floor(at / dimensions)] ?? 0));
}

function unpackHalves(numbers: Uint8Array): Int8Array {
  const unpacked = new Int8Array(numbers.length * 2);
  for (const [pair, both] of numbers.entries()) {
    unpacked[2 * pair] = (both << 28) >> 28;
    unpacked[2 * pair + 1] = (both << 24) >> 28;
  }
  return unpacked;
}
