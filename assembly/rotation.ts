/**
 * One round of a rotation: number `n` of `to` is number `places[n]` of `from` with the sign of `signs[n]`, then all are mixed by
 * fast Walsh-Hadamard transforms of the powers of two that make up `count`, the greatest first. Arrays of 32 bits each.
 */
export function turn(from: usize, to: usize, places: usize, signs: usize, count: u32): void {
  const end = (<usize>count) << 2;
  for (let at: usize = 0; at < end; at += 4)
    store<f32>(to + at, load<f32>(signs + at) * load<f32>(from + ((<usize>load<u32>(places + at)) << 2)));
  for (let left = count, part = to; left > 0;) {
    const size: u32 = (<u32>1) << (31 - clz(left));
    transform(part, size);
    part += (<usize>size) << 2;
    left -= size;
  }
}

/** Walsh-Hadamard in place, scaled to keep lengths. `size` is a power of two. */
function transform(numbers: usize, size: u32): void {
  const end = numbers + ((<usize>size) << 2);
  for (let half: usize = 4; half < (<usize>size) << 2; half <<= 1) {
    for (let start = numbers; start < end; start += half << 1) {
      if (half < 16) mixOneByOne(start, half);
      else mixByFours(start, half);
    }
  }
  const scale = 1 / sqrt<f64>(<f64>size);
  for (let at = numbers; at < end; at += 4) store<f32>(at, <f32>(<f64>load<f32>(at) * scale));
}

function mixOneByOne(start: usize, half: usize): void {
  for (let at = start; at < start + half; at += 4) {
    const a = load<f32>(at);
    const b = load<f32>(at + half);
    store<f32>(at, a + b);
    store<f32>(at + half, a - b);
  }
}

function mixByFours(start: usize, half: usize): void {
  for (let at = start; at < start + half; at += 16) {
    const a = v128.load(at);
    const b = v128.load(at + half);
    v128.store(at, f32x4.add(a, b));
    v128.store(at + half, f32x4.sub(a, b));
  }
}
