// Numbers of the contrastive training: 32-bit floats in rows, `stride` and all addresses in bytes. Each function works on the
// part from `from` to `to`, and what it writes there does not depend on how the whole is cut into parts.

/** Sums of weighted token vectors, one for each text: `z[text] = Σ weight · vectors[row]`. */
export function sumRows(
  starts: usize,
  rows: usize,
  weights: usize,
  vectors: usize,
  z: usize,
  stride: usize,
  from: i32,
  to: i32,
): void {
  for (let text = from; text < to; text++) {
    const sum = z + <usize>text * stride;
    memory.fill(sum, 0, stride);
    const end = load<i32>(starts + ((<usize>text + 1) << 2));
    for (let entry = load<i32>(starts + ((<usize>text) << 2)); entry < end; entry++) {
      const row = <usize>load<i32>(rows + ((<usize>entry) << 2));
      addScaled(sum, vectors + row * stride, load<f32>(weights + ((<usize>entry) << 2)), stride);
    }
  }
}

// @ts-ignore: decorator
@inline
function addScaled(sum: usize, vector: usize, factor: f32, size: usize): void {
  const factors = f32x4.splat(factor);
  for (let at: usize = 0; at < size; at += 32) {
    v128.store(sum + at, f32x4.add(v128.load(sum + at), f32x4.mul(v128.load(vector + at), factors)));
    v128.store(sum + at + 16, f32x4.add(v128.load(sum + at + 16), f32x4.mul(v128.load(vector + at + 16), factors)));
  }
}

// @ts-ignore: decorator
@inline
function product(a: usize, b: usize, size: usize): f32 {
  let sum = f32x4.splat(0);
  for (let at: usize = 0; at < size; at += 16) sum = f32x4.add(sum, f32x4.mul(v128.load(a + at), v128.load(b + at)));
  return sumOf(sum);
}

// @ts-ignore: decorator
@inline
function sumOf(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
  );
}

/** The first `size` bytes of each row, scaled to length 1, next to each other; and the lengths they had. */
export function normalise(z: usize, stride: usize, unit: usize, lengths: usize, size: usize, from: i32, to: i32): void {
  for (let row = from; row < to; row++) {
    const source = z + <usize>row * stride;
    const target = unit + <usize>row * size;
    const length = Mathf.sqrt(product(source, source, size)) + 1e-6;
    store<f32>(lengths + ((<usize>row) << 2), length);
    const factors = f32x4.splat(<f32>1 / length);
    for (let at: usize = 0; at < size; at += 16) v128.store(target + at, f32x4.mul(v128.load(source + at), factors));
  }
}

/**
 * `c = a · b`. The element of `a` in a row at a depth stands at `row · aRow + depth · aDepth`, that of `b` at
 * `depth · bDepth + column · bColumn`. Rows come in fours, columns in eights; `panel` has room for `depth · 32` bytes.
 */
export function multiply(
  a: usize,
  aRow: usize,
  aDepth: usize,
  b: usize,
  bDepth: usize,
  bColumn: usize,
  c: usize,
  cRow: usize,
  depth: i32,
  columns: i32,
  panel: usize,
  from: i32,
  to: i32,
): void {
  for (let column = 0; column < columns; column += 8) {
    packPanel(b + <usize>column * bColumn, bDepth, bColumn, depth, panel);
    for (let row = from; row < to; row += 4) {
      multiplyTile(a + <usize>row * aRow, aRow, aDepth, panel, depth, c + <usize>row * cRow + ((<usize>column) << 2), cRow);
    }
  }
}

function packPanel(b: usize, bDepth: usize, bColumn: usize, depth: i32, panel: usize): void {
  for (let level = 0; level < depth; level++) {
    let source = b + <usize>level * bDepth;
    for (let lane: usize = 0; lane < 32; lane += 4) {
      store<f32>(panel + lane, load<f32>(source));
      source += bColumn;
    }
    panel += 32;
  }
}

function multiplyTile(a: usize, aRow: usize, aDepth: usize, panel: usize, depth: i32, c: usize, cRow: usize): void {
  const a1 = a + aRow;
  const a2 = a1 + aRow;
  const a3 = a2 + aRow;
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  let offset: usize = 0;
  const end = panel + ((<usize>depth) << 5);
  for (let at = panel; at < end; at += 32) {
    const b0 = v128.load(at);
    const b1 = v128.load(at, 16);
    const x0 = v128.load32_splat(a + offset);
    c00 = f32x4.add(c00, f32x4.mul(x0, b0));
    c01 = f32x4.add(c01, f32x4.mul(x0, b1));
    const x1 = v128.load32_splat(a1 + offset);
    c10 = f32x4.add(c10, f32x4.mul(x1, b0));
    c11 = f32x4.add(c11, f32x4.mul(x1, b1));
    const x2 = v128.load32_splat(a2 + offset);
    c20 = f32x4.add(c20, f32x4.mul(x2, b0));
    c21 = f32x4.add(c21, f32x4.mul(x2, b1));
    const x3 = v128.load32_splat(a3 + offset);
    c30 = f32x4.add(c30, f32x4.mul(x3, b0));
    c31 = f32x4.add(c31, f32x4.mul(x3, b1));
    offset += aDepth;
  }
  v128.store(c, c00);
  v128.store(c, c01, 16);
  v128.store(c + cRow, c10);
  v128.store(c + cRow, c11, 16);
  v128.store(c + 2 * cRow, c20);
  v128.store(c + 2 * cRow, c21, 16);
  v128.store(c + 3 * cRow, c30);
  v128.store(c + 3 * cRow, c31, 16);
}

/** Turns cosines into `exp((cosine - 1) · sharpness)`, at most 1, and sums them by rows. */
export function exponentials(s: usize, stride: usize, columns: i32, sharpness: f32, sums: usize, from: i32, to: i32): void {
  const factors = f32x4.splat(sharpness);
  const ones = f32x4.splat(1);
  for (let row = from; row < to; row++) {
    const start = s + <usize>row * stride;
    const end = start + ((<usize>columns) << 2);
    let sum = f32x4.splat(0);
    for (let at = start; at < end; at += 16) {
      const value = exponential(f32x4.mul(f32x4.sub(v128.load(at), ones), factors));
      v128.store(at, value);
      sum = f32x4.add(sum, value);
    }
    store<f32>(sums + ((<usize>row) << 2), sumOf(sum));
  }
}

/** e to the power of four numbers below 1, to seven digits: two to a whole power by its bits, the rest by its series. */
// @ts-ignore: decorator
@inline
function exponential(x: v128): v128 {
  const power = f32x4.mul(f32x4.max(x, f32x4.splat(-87)), f32x4.splat(1.44269504));
  const whole = f32x4.nearest(power);
  const rest = f32x4.sub(power, whole);
  let series = f32x4.add(f32x4.mul(rest, f32x4.splat(0.0013333558)), f32x4.splat(0.0096181291));
  series = f32x4.add(f32x4.mul(rest, series), f32x4.splat(0.0555041087));
  series = f32x4.add(f32x4.mul(rest, series), f32x4.splat(0.240226507));
  series = f32x4.add(f32x4.mul(rest, series), f32x4.splat(0.693147181));
  series = f32x4.add(f32x4.mul(rest, series), f32x4.splat(1));
  const scale = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(whole), i32x4.splat(127)), 23);
  return f32x4.mul(series, scale);
}

/** Sums the columns from `from` to `to`, which come in fours. */
export function sumColumns(s: usize, stride: usize, rows: i32, sums: usize, from: i32, to: i32): void {
  const size = (<usize>(to - from)) << 2;
  const target = sums + ((<usize>from) << 2);
  memory.fill(target, 0, size);
  for (let row = 0; row < rows; row++) {
    const source = s + <usize>row * stride + ((<usize>from) << 2);
    for (let at: usize = 0; at < size; at += 16) {
      v128.store(target + at, f32x4.add(v128.load(target + at), v128.load(source + at)));
    }
  }
}

/**
 * The gradient of the symmetric InfoNCE loss by the cosines, in place of their exponentials:
 * `factor · (e / row's sum + e / column's sum)`, less `2 · factor` for the true pair.
 */
export function gradient(
  s: usize,
  stride: usize,
  columns: i32,
  rowSums: usize,
  columnSums: usize,
  factor: f32,
  from: i32,
  to: i32,
): void {
  for (let row = from; row < to; row++) {
    const start = s + <usize>row * stride;
    const byRow = f32x4.splat(factor / load<f32>(rowSums + ((<usize>row) << 2)));
    const factors = f32x4.splat(factor);
    const size = (<usize>columns) << 2;
    for (let at: usize = 0; at < size; at += 16) {
      const share = f32x4.add(byRow, f32x4.div(factors, v128.load(columnSums + at)));
      v128.store(start + at, f32x4.mul(v128.load(start + at), share));
    }
    const diagonal = start + ((<usize>row) << 2);
    store<f32>(diagonal, load<f32>(diagonal) - 2 * factor);
  }
}

/** Adds the gradient by unit vectors to that by the vectors themselves: what points along a vector does not turn it. */
export function backThroughLength(
  unit: usize,
  byUnit: usize,
  lengths: usize,
  size: usize,
  byZ: usize,
  stride: usize,
  from: i32,
  to: i32,
): void {
  for (let row = from; row < to; row++) {
    const e = unit + <usize>row * size;
    const d = byUnit + <usize>row * size;
    const target = byZ + <usize>row * stride;
    const along = f32x4.splat(product(e, d, size));
    const factors = f32x4.splat(<f32>1 / load<f32>(lengths + ((<usize>row) << 2)));
    for (let at: usize = 0; at < size; at += 16) {
      const turned = f32x4.mul(f32x4.sub(v128.load(d + at), f32x4.mul(v128.load(e + at), along)), factors);
      v128.store(target + at, f32x4.add(v128.load(target + at), turned));
    }
  }
}

/**
 * One step of Adam, with one second moment for each row, for the rows that a batch touched. `starts`, `texts` and `weights`
 * say in which texts each touched row stands; `sum` has room for one vector.
 */
export function updateRows(
  touched: usize,
  starts: usize,
  texts: usize,
  weights: usize,
  byZ: usize,
  vectors: usize,
  first: usize,
  second: usize,
  stride: usize,
  rate: f32,
  b1: f32,
  b2: f32,
  correction: f32,
  sum: usize,
  from: i32,
  to: i32,
): void {
  const keep = f32x4.splat(b1);
  const take = f32x4.splat(<f32>1 - b1);
  for (let index = from; index < to; index++) {
    memory.fill(sum, 0, stride);
    const end = load<i32>(starts + ((<usize>index + 1) << 2));
    for (let entry = load<i32>(starts + ((<usize>index) << 2)); entry < end; entry++) {
      const text = <usize>load<i32>(texts + ((<usize>entry) << 2));
      addScaled(sum, byZ + text * stride, load<f32>(weights + ((<usize>entry) << 2)), stride);
    }
    const row = <usize>load<i32>(touched + ((<usize>index) << 2));
    const meanSquare = product(sum, sum, stride) / <f32>(stride >> 2);
    const variance = b2 * load<f32>(second + (row << 2)) + (<f32>1 - b2) * meanSquare;
    store<f32>(second + (row << 2), variance);
    const steps = f32x4.splat(rate / (Mathf.sqrt(variance / correction) + 1e-9));
    const moment = first + row * stride;
    const vector = vectors + row * stride;
    for (let at: usize = 0; at < stride; at += 16) {
      const mean = f32x4.add(f32x4.mul(v128.load(moment + at), keep), f32x4.mul(v128.load(sum + at), take));
      v128.store(moment + at, mean);
      v128.store(vector + at, f32x4.sub(v128.load(vector + at), f32x4.mul(mean, steps)));
    }
  }
}
