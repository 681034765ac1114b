/** What `cosines` writes for a row of zeros: nothing is known of its document. */
const NO_VECTOR: f32 = -2;

/**
 * Cosines of `query` to rows of 8-bit numbers: to those that `documents` names, or, when that is 0, to the first `count`.
 * A row has `width` bytes, a multiple of 16 up to 65,536.
 */
export function cosines(rows: usize, width: usize, query: usize, documents: usize, count: u32, out: usize): void {
  const ownSquare = <f32>squareOf(query, width);
  for (let at: usize = 0; at < <usize>count; at++) {
    const document = documents == 0 ? at : <usize>load<u32>(documents + (at << 2));
    store<f32>(out + (at << 2), cosine(rows + document * width, query, width, ownSquare));
  }
}

function cosine(row: usize, query: usize, width: usize, querySquare: f32): f32 {
  let product = i32x4.splat(0);
  let square = i32x4.splat(0);
  for (let at: usize = 0; at < width; at += 16) {
    const x = v128.load(row + at);
    const y = v128.load(query + at);
    const low = i16x8.extend_low_i8x16_s(x);
    const high = i16x8.extend_high_i8x16_s(x);
    product = i32x4.add(product, i32x4.dot_i16x8_s(low, i16x8.extend_low_i8x16_s(y)));
    product = i32x4.add(product, i32x4.dot_i16x8_s(high, i16x8.extend_high_i8x16_s(y)));
    square = i32x4.add(square, i32x4.dot_i16x8_s(low, low));
    square = i32x4.add(square, i32x4.dot_i16x8_s(high, high));
  }
  const rowSquare = <f32>sumOf(square);
  return rowSquare == 0 ? NO_VECTOR : <f32>sumOf(product) / sqrt<f32>(rowSquare * querySquare);
}

function squareOf(vector: usize, width: usize): i32 {
  let sum = 0;
  for (let at: usize = 0; at < width; at++) {
    const number = <i32>load<i8>(vector + at);
    sum += number * number;
  }
  return sum;
}

function sumOf(lanes: v128): i32 {
  return (
    i32x4.extract_lane(lanes, 0) +
    i32x4.extract_lane(lanes, 1) +
    i32x4.extract_lane(lanes, 2) +
    i32x4.extract_lane(lanes, 3)
  );
}

let found: u32 = 0;

/** How many documents the last call of `agreements` wrote. */
export function foundCount(): u32 {
  return found;
}

/**
 * Adds up how much the signs of documents agree with a query, by tables of what each value of four bits is worth (André,
 * Kermarrec and Le Scouarnec 2015). Signs lie in blocks of 32 documents, byte by byte, so that one instruction looks up 16.
 * Writes those documents of blocks `from` to `until` that reach `least`, and their sums; stops early when fewer than 32
 * places of `capacity` are left. Returns the block to go on with.
 *
 * An entry of a table is at most 63. A document has `width` bytes of signs, an even number up to 256: sums stay below 2^15.
 */
export function agreements(
  signs: usize,
  width: usize,
  tables: usize,
  from: u32,
  until: u32,
  least: u32,
  documents: usize,
  sums: usize,
  capacity: u32,
): u32 {
  const low = i8x16.splat(15);
  const needed = i16x8.splat(<i16>least);
  found = 0;
  let block = from;
  for (; block < until && found + 32 <= capacity; block++) {
    let firstAll = i16x8.splat(0);
    let firstOdd = i16x8.splat(0);
    let secondAll = i16x8.splat(0);
    let secondOdd = i16x8.splat(0);
    let at = signs + ((<usize>block) << 5) * width;
    const end = at + (width << 5);
    for (let table = tables; at < end; at += 64, table += 64) {
      const a = i8x16.add(worth(v128.load(at), table, low), worth(v128.load(at, 32), table + 32, low));
      const b = i8x16.add(worth(v128.load(at, 16), table, low), worth(v128.load(at, 48), table + 32, low));
      // Two documents share 16 bits: their sums run into each other, and come apart at the end.
      firstAll = i16x8.add(firstAll, a);
      firstOdd = i16x8.add(firstOdd, i16x8.shr_u(a, 8));
      secondAll = i16x8.add(secondAll, b);
      secondOdd = i16x8.add(secondOdd, i16x8.shr_u(b, 8));
    }
    const firstEven = i16x8.sub(firstAll, i16x8.shl(firstOdd, 8));
    const secondEven = i16x8.sub(secondAll, i16x8.shl(secondOdd, 8));
    const first = v128.or(i16x8.ge_s(firstEven, needed), i16x8.ge_s(firstOdd, needed));
    const second = v128.or(i16x8.ge_s(secondEven, needed), i16x8.ge_s(secondOdd, needed));
    if (v128.any_true(first)) keepReaching(block << 5, firstEven, firstOdd, needed, documents, sums);
    if (v128.any_true(second)) keepReaching((block << 5) + 16, secondEven, secondOdd, needed, documents, sums);
  }
  return block;
}

/** What 16 bytes of bits are worth by two tables, the lower four bits by the first. */
function worth(bits: v128, table: usize, low: v128): v128 {
  return i8x16.add(
    i8x16.swizzle(v128.load(table), v128.and(bits, low)),
    i8x16.swizzle(v128.load(table, 16), v128.and(i16x8.shr_u(bits, 4), low)),
  );
}

/** Writes the sums of 16 documents behind those found so far, then moves together those that reach what is needed. */
function keepReaching(document: u32, even: v128, odd: v128, needed: v128, documents: usize, sums: usize): void {
  const low = i8x16.shuffle(even, odd, 0, 1, 16, 17, 2, 3, 18, 19, 4, 5, 20, 21, 6, 7, 22, 23);
  const high = i8x16.shuffle(even, odd, 8, 9, 24, 25, 10, 11, 26, 27, 12, 13, 28, 29, 14, 15, 30, 31);
  let reaching = i8x16.bitmask(i8x16.narrow_i16x8_s(i16x8.ge_s(low, needed), i16x8.ge_s(high, needed)));
  const from = sums + ((<usize>found) << 1);
  v128.store(from, low);
  v128.store(from, high, 16);
  for (; reaching != 0; reaching &= reaching - 1) {
    const lane = ctz(reaching);
    store<u16>(sums + ((<usize>found) << 1), load<u16>(from + ((<usize>lane) << 1)));
    store<u32>(documents + ((<usize>found) << 2), document + lane);
    found++;
  }
}
