/** Takes `count` bytes apart into two numbers from -8 to 7 each, the low half first; `count` is a multiple of 16. */
export function unpackHalves(packed: usize, numbers: usize, count: i32): void {
  for (let at: usize = 0; at < <usize>count; at += 16) {
    const both = v128.load(packed + at);
    const low = i8x16.shr_s(i8x16.shl(both, 4), 4);
    const high = i8x16.shr_s(both, 4);
    v128.store(numbers + 2 * at, v128.shuffle<i8>(low, high, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23));
    v128.store(
      numbers + 2 * at + 16,
      v128.shuffle<i8>(low, high, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31),
    );
  }
}

/**
 * `sum = Σ factor · vectors[row]`: rows of `size` 8-bit numbers to 32-bit floats, scaled to length 1; `size` is a multiple
 * of 16. Returns the length it had.
 */
export function sumOfRows(rows: usize, factors: usize, count: i32, vectors: usize, size: i32, sum: usize): f32 {
  for (let at: usize = 0; at < <usize>size; at += 16) {
    sumOfSixteen(rows, factors, (<usize>count) << 2, vectors + at, <usize>size, sum + (at << 2));
  }
  return scaleToUnit(sum, (<usize>size) << 2);
}

/** A column of sixteen numbers of all rows, so that their sums stay in registers. */
function sumOfSixteen(rows: usize, factors: usize, end: usize, vectors: usize, size: usize, sum: usize): void {
  let a = f32x4.splat(0);
  let b = f32x4.splat(0);
  let c = f32x4.splat(0);
  let d = f32x4.splat(0);
  for (let entry: usize = 0; entry < end; entry += 4) {
    const factor = v128.load32_splat(factors + entry);
    const numbers = v128.load(vectors + <usize>load<i32>(rows + entry) * size);
    const low = i16x8.extend_low_i8x16_s(numbers);
    const high = i16x8.extend_high_i8x16_s(numbers);
    a = f32x4.add(a, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(low)), factor));
    b = f32x4.add(b, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(low)), factor));
    c = f32x4.add(c, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_low_i16x8_s(high)), factor));
    d = f32x4.add(d, f32x4.mul(f32x4.convert_i32x4_s(i32x4.extend_high_i16x8_s(high)), factor));
  }
  v128.store(sum, a);
  v128.store(sum, b, 16);
  v128.store(sum, c, 32);
  v128.store(sum, d, 48);
}

function scaleToUnit(sum: usize, bytes: usize): f32 {
  let squares = f32x4.splat(0);
  for (let at: usize = 0; at < bytes; at += 16) {
    const lanes = v128.load(sum + at);
    squares = f32x4.add(squares, f32x4.mul(lanes, lanes));
  }
  const length = Mathf.sqrt(
    f32x4.extract_lane(squares, 0) +
      f32x4.extract_lane(squares, 1) +
      (f32x4.extract_lane(squares, 2) + f32x4.extract_lane(squares, 3)),
  );
  if (length > 0) {
    const factor = f32x4.splat(<f32>1 / length);
    for (let at: usize = 0; at < bytes; at += 16) v128.store(sum + at, f32x4.mul(v128.load(sum + at), factor));
  }
  return length;
}
