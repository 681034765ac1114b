// One question over the postings of one segment: MaxScore (Turtle and Flood 1995) with block maxima, window by window. The caller
// lays out a room (src/engine/matching/word-room.ts says how) and reads there what is found.

/** Documents of a window, and its place among those of a segment. */
const WINDOW: u32 = 2048;
const WINDOW_BITS: u32 = 11;
const WINDOWS: u32 = 32;
const BLOCK: u32 = 128;

// A room, in bytes from its beginning.
const SUMS: usize = 0;
const SCORES: usize = 16384;
const DOCUMENTS: usize = 32768;
const TOUCHED: usize = 36864;
const BOUNDS: usize = 37120;
const ADDED: usize = 37376;
const LOOKED_UP: usize = 37632;
const REQUIRED_COUNT: usize = 37888;
const ANY_COUNT: usize = 37892;
const EXTRA_COUNT: usize = 37896;
const LEAD: usize = 37900;
const LEAD_TERM: usize = 37904;
const GATE: usize = 37908;
const DOCUMENT_COUNT: usize = 37912;
const TERMS: usize = 38144;

// A term, in bytes from its beginning.
const WEIGHT: usize = 0;
const LIST: usize = 8;
const IMPACTS: usize = 12;
const FIELDS: usize = 16;
const COUNT: usize = 20;
const MASK: usize = 24;
const BLOCK_LAST: usize = 28;
const BLOCK_MAX: usize = 32;
const GREATEST: usize = 36;
const FIRST: usize = 100;
const TERM_BYTES: usize = 240;

const LEAD_BITS: u32 = 0;
const LEAD_ALL: u32 = 1;
const LEAD_TERM_ALONE: u32 = 2;

const EVERY_FIELD: u32 = 0xff;
const NO_DATE: i32 = -1;

/** Up to so many postings are looked at one by one, as that tells more than their blocks do. */
const FEW_POSTINGS: u32 = 1024;

/** Looking a term up for one candidate costs about so many times what adding up a posting costs. */
const LOOK_UP_COST: u32 = 8;

/** From so many postings in a window on, looking at all its sums is cheaper than noting which are not empty. */
const MANY_POSTINGS: u32 = 512;

/** Where windows of a term begin and what their greatest impact is: bounds, but for terms of few postings exact. */
export function openTerm(term: usize): void {
  const count = load<u32>(term, COUNT);
  memory.fill(term + GREATEST, 0, 2 * WINDOWS);
  if (count <= FEW_POSTINGS) openByPostings(term, count);
  else openByBlocks(term, count);
}

function openByPostings(term: usize, count: u32): void {
  const list = <usize>load<u32>(term, LIST);
  const impacts = <usize>load<u32>(term, IMPACTS);
  const fields = <usize>load<u32>(term, FIELDS);
  const mask = load<u32>(term, MASK);
  let present: u32 = WINDOWS;
  let greatest: u16 = 0;
  for (let at: u32 = 0; at < count; at++) {
    if ((<u32>load<u8>(fields + at) & mask) === 0) continue;
    const window = <u32>load<u16>(list + (at << 1)) >>> WINDOW_BITS;
    const impact = load<u16>(impacts + (at << 1));
    if (window !== present) {
      if (present < WINDOWS) store<u16>(term + ((<usize>present) << 1), greatest, GREATEST);
      store<u32>(term + ((<usize>window) << 2), at, FIRST);
      present = window;
      greatest = 0;
    }
    if (impact > greatest) greatest = impact;
  }
  if (present < WINDOWS) store<u16>(term + ((<usize>present) << 1), greatest, GREATEST);
}

function openByBlocks(term: usize, count: u32): void {
  const list = <usize>load<u32>(term, LIST);
  const lasts = <usize>load<u32>(term, BLOCK_LAST);
  const maxima = <usize>load<u32>(term, BLOCK_MAX);
  for (let from: u32 = 0, block: usize = 0; from < count; from += BLOCK, block += 2) {
    const last = <u32>load<u16>(lasts + block) >>> WINDOW_BITS;
    const impact = load<u16>(maxima + block);
    for (let window = <u32>load<u16>(list + (from << 1)) >>> WINDOW_BITS; window <= last; window++)
      raise(term, window, impact, from);
  }
}

/** Takes a block into the bounds of a window that it reaches into. */
function raise(term: usize, window: usize, impact: u16, first: u32): void {
  const greatest = load<u16>(term + (window << 1), GREATEST);
  if (greatest === 0) store<u32>(term + (window << 2), first, FIRST);
  if (impact > greatest) store<u16>(term + (window << 1), impact, GREATEST);
}

/** Sums the bounds of all terms, window by window; the bound of one without a term that every match has is 0. */
export function boundWindows(room: usize): void {
  const requiredCount = load<u32>(room, REQUIRED_COUNT);
  const anyCount = load<u32>(room, ANY_COUNT);
  const count = requiredCount + anyCount + load<u32>(room, EXTRA_COUNT);
  const lead = <usize>load<u32>(room, LEAD_TERM);
  for (let window: usize = 0; window < WINDOWS; window++) {
    let bound: f64 = 0;
    let isPossible = true;
    let hasAny = anyCount === 0;
    if (lead !== 0) {
      const own = boundIn(lead, window);
      bound += own;
      if (own === 0) isPossible = false;
    }
    for (let at: u32 = 0; at < count; at++) {
      const own = boundIn(termAt(room, at), window);
      bound += own;
      if (at < requiredCount) {
        if (own === 0) isPossible = false;
      } else if (at < requiredCount + anyCount && own !== 0) hasAny = true;
    }
    store<f64>(room + (window << 3), isPossible && hasAny ? bound : -1, BOUNDS);
  }
}

function termAt(room: usize, at: u32): usize {
  return room + TERMS + <usize>at * TERM_BYTES;
}

function boundIn(term: usize, window: usize): f64 {
  return load<f64>(term, WEIGHT) * <f64>load<u16>(term + (window << 1), GREATEST);
}

/** Gathers the documents of a window that may reach `threshold`, ascending, with their scores. Returns how many. */
export function gatherScored(room: usize, window: u32, threshold: f64): u32 {
  const requiredCount = load<u32>(room, REQUIRED_COUNT);
  const anyCount = load<u32>(room, ANY_COUNT);
  const extraCount = load<u32>(room, EXTRA_COUNT);
  const lead = load<u32>(room, LEAD);
  const firstExtra = requiredCount + anyCount;
  let rest: f64 = 0;
  for (let at: u32 = 0; at < requiredCount; at++) rest += boundIn(termAt(room, at), window);
  for (let at: u32 = 0; at < extraCount; at++) rest += boundIn(termAt(room, firstExtra + at), window);
  const lookedUpCount = orderByBound(room, requiredCount, anyCount, window);
  let kept: u32 = 0;
  let addedCount: u32 = 0;
  let postings: u32 = 0;
  for (let at: u32 = 0; at < lookedUpCount; at++) {
    const term = lookedUp(room, at);
    const bound = boundIn(term, window);
    if (lead === LEAD_BITS || rest + bound < threshold) {
      rest += bound;
      putTerm(room + LOOKED_UP, kept++, term);
    } else {
      putTerm(room + ADDED, addedCount++, term);
      postings += load<u32>(term, COUNT);
    }
  }
  // Adding a short list is cheaper than looking it up for each of many postings, and leaves fewer candidates.
  let left: u32 = 0;
  for (let at: u32 = 0; at < kept; at++) {
    const term = lookedUp(room, at);
    if (<u64>load<u32>(term, COUNT) < <u64>LOOK_UP_COST * postings) {
      rest -= boundIn(term, window);
      putTerm(room + ADDED, addedCount++, term);
      postings += load<u32>(term, COUNT);
    } else putTerm(room + LOOKED_UP, left++, term);
  }
  let count = fill(room, window, addedCount, postings, threshold - rest, threshold);
  for (let at: u32 = requiredCount; at > 0 && count > 0; at--) {
    const term = termAt(room, at - 1);
    rest -= boundIn(term, window);
    count = addTerm(room, count, term, window, threshold - rest, true);
  }
  for (let at: u32 = left; at > 0 && count > 0; at--) {
    const term = lookedUp(room, at - 1);
    rest -= boundIn(term, window);
    count = addTerm(room, count, term, window, threshold - rest, false);
  }
  if (lead === LEAD_BITS && anyCount > 0) count = keepScored(room, count);
  for (let at: u32 = extraCount; at > 0 && count > 0; at--) {
    const term = termAt(room, firstExtra + at - 1);
    rest -= boundIn(term, window);
    count = addTerm(room, count, term, window, threshold - rest, false);
  }
  return count;
}

function putTerm(list: usize, at: u32, term: usize): void {
  store<u32>(list + ((<usize>at) << 2), <u32>term);
}

function lookedUp(room: usize, at: u32): usize {
  return <usize>load<u32>(room + ((<usize>at) << 2), LOOKED_UP);
}

/** Notes the `any` terms of a window under `LOOKED_UP`, the weakest there first. */
function orderByBound(room: usize, from: u32, termCount: u32, window: usize): u32 {
  let count: u32 = 0;
  for (let at: u32 = 0; at < termCount; at++) {
    const term = termAt(room, from + at);
    const bound = boundIn(term, window);
    if (bound === 0) continue;
    let place = count++;
    for (; place > 0 && boundIn(lookedUp(room, place - 1), window) > bound; place--)
      store<u32>(room + ((<usize>place) << 2), <u32>lookedUp(room, place - 1), LOOKED_UP);
    store<u32>(room + ((<usize>place) << 2), <u32>term, LOOKED_UP);
  }
  return count;
}

/** Gathers all documents of a window that match but for phrases, without their scores. Returns how many. */
export function gatherAll(room: usize, window: u32): u32 {
  const requiredCount = load<u32>(room, REQUIRED_COUNT);
  const from = window << WINDOW_BITS;
  if (load<u32>(room, ANY_COUNT) > 0) {
    noteAny(room, window);
    const count = takeBits(room, from, room + TOUCHED);
    memory.fill(room + TOUCHED, 0, WINDOW / 8);
    return count;
  }
  let count = fill(room, window, 0, 0, -Infinity, -Infinity);
  for (let at: u32 = requiredCount; at > 0 && count > 0; at--)
    count = addTerm(room, count, termAt(room, at - 1), window, -Infinity, true);
  return count;
}

/** How many those are. */
export function countAll(room: usize, window: u32): u32 {
  if (load<u32>(room, ANY_COUNT) === 0) return gatherAll(room, window);
  noteAny(room, window);
  let count: u32 = 0;
  for (let at: usize = room; at < room + WINDOW / 8; at += 8) {
    count += <u32>popcnt(load<u64>(at, TOUCHED));
    store<u64>(at, 0, TOUCHED);
  }
  return count;
}

/** Notes which documents of a window have an `any` term and pass the gate. */
function noteAny(room: usize, window: u32): void {
  const from = window << WINDOW_BITS;
  const until = from + WINDOW;
  const anyCount = load<u32>(room, ANY_COUNT);
  const requiredCount = load<u32>(room, REQUIRED_COUNT);
  for (let number: u32 = 0; number < anyCount; number++) {
    const term = termAt(room, requiredCount + number);
    if (boundIn(term, window) === 0) continue;
    const list = <usize>load<u32>(term, LIST);
    const fields = <usize>load<u32>(term, FIELDS);
    const mask = load<u32>(term, MASK);
    const end = load<u32>(term, COUNT);
    for (let at = seek(list, load<u32>(term + ((<usize>window) << 2), FIRST), end, from); at < end; at++) {
      const document = <u32>load<u16>(list + (at << 1));
      if (document >= until) break;
      if (mask !== EVERY_FIELD && (<u32>load<u8>(fields + at) & mask) === 0) continue;
      const slot = document - from;
      const byte = room + <usize>(slot >>> 3);
      store<u8>(byte, <u8>(<u32>load<u8>(byte, TOUCHED) | (1 << (slot & 7))), TOUCHED);
    }
  }
  const gate = <usize>load<u32>(room, GATE);
  if (gate === 0) return;
  for (let at: usize = 0; at < WINDOW / 8; at += 8) {
    const noted = room + at;
    store<u64>(noted, load<u64>(noted, TOUCHED) & load<u64>(gate + (from >>> 3) + at), TOUCHED);
  }
}

/** Takes what leads, as far as it reaches `needed` and passes the gate. `postings` are those of the added terms in the segment. */
function fill(room: usize, window: u32, addedCount: u32, postings: u32, needed: f64, threshold: f64): u32 {
  const from = window << WINDOW_BITS;
  const until = min(from + WINDOW, load<u32>(room, DOCUMENT_COUNT));
  const lead = load<u32>(room, LEAD);
  if (lead === LEAD_BITS) return takeBits(room, from, <usize>load<u32>(room, GATE) + (from >>> 3));
  let count: u32;
  if (lead === LEAD_ALL) count = takeAll(room, from, until);
  else if (lead === LEAD_TERM_ALONE)
    count = takeTerm(room, <usize>load<u32>(room, LEAD_TERM), window, from, until, needed);
  else if (addedCount === 1) count = takeTerm(room, <usize>load<u32>(room, ADDED), window, from, until, needed);
  else count = takeSums(room, addedCount, postings, window, from, until, needed, threshold);
  const gate = <usize>load<u32>(room, GATE);
  return gate === 0 ? count : keepPassing(room, count, gate);
}

function takeAll(room: usize, from: u32, until: u32): u32 {
  for (let document = from; document < until; document++) take(room, document - from, document, 0);
  return until - from;
}

function take(room: usize, at: u32, document: u32, score: f64): void {
  store<u16>(room + ((<usize>at) << 1), <u16>document, DOCUMENTS);
  store<f64>(room + ((<usize>at) << 3), score, SCORES);
}

function takeBits(room: usize, from: u32, bits: usize): u32 {
  let count: u32 = 0;
  for (let word: u32 = 0; word < WINDOW / 64; word++) {
    for (let left = load<u64>(bits + (word << 3)); left !== 0; left &= left - 1)
      take(room, count++, from + (word << 6) + <u32>ctz(left), 0);
  }
  return count;
}

function takeTerm(room: usize, term: usize, window: u32, from: u32, until: u32, needed: f64): u32 {
  const list = <usize>load<u32>(term, LIST);
  const impacts = <usize>load<u32>(term, IMPACTS);
  const fields = <usize>load<u32>(term, FIELDS);
  const mask = load<u32>(term, MASK);
  const weight = load<f64>(term, WEIGHT);
  const end = load<u32>(term, COUNT);
  const maxima = <usize>load<u32>(term, BLOCK_MAX);
  let count: u32 = 0;
  let at = seek(list, load<u32>(term + ((<usize>window) << 2), FIRST), end, from);
  while (at < end && <u32>load<u16>(list + (at << 1)) < until) {
    const blockEnd = min((at & ~(BLOCK - 1)) + BLOCK, end);
    if (weight * <f64>load<u16>(maxima + ((at / BLOCK) << 1)) < needed) at = blockEnd;
    for (; at < blockEnd; at++) {
      const document = <u32>load<u16>(list + (at << 1));
      if (document >= until) return count;
      const score = weight * <f64>load<u16>(impacts + (at << 1));
      if (score < needed || (<u32>load<u8>(fields + at) & mask) === 0) continue;
      take(room, count++, document, score);
    }
  }
  return count;
}

function takeSums(
  room: usize,
  addedCount: u32,
  postings: u32,
  window: u32,
  from: u32,
  until: u32,
  needed: f64,
  threshold: f64,
): u32 {
  const whole = load<f64>(room + ((<usize>window) << 3), BOUNDS);
  const isDense = postings / WINDOWS > MANY_POSTINGS;
  for (let at: u32 = 0; at < addedCount; at++) {
    const term = <usize>load<u32>(room + ((<usize>at) << 2), ADDED);
    if (boundIn(term, window) === 0) continue;
    // A document in a block of this term can reach no more than the greatest there, and of all others that in the window.
    const least = (threshold - (whole - boundIn(term, window))) / load<f64>(term, WEIGHT);
    if (isDense) addToSums(room, term, window, from, until, least, false);
    else addToSums(room, term, window, from, until, least, true);
  }
  return isDense ? takeAllSums(room, from, max<f64>(needed, 1)) : takeTouchedSums(room, from, needed);
}

function addToSums(room: usize, term: usize, window: u32, from: u32, until: u32, least: f64, isNoted: bool): void {
  const list = <usize>load<u32>(term, LIST);
  const impacts = <usize>load<u32>(term, IMPACTS);
  const fields = <usize>load<u32>(term, FIELDS);
  const mask = load<u32>(term, MASK);
  const weight = load<f64>(term, WEIGHT);
  const end = load<u32>(term, COUNT);
  const maxima = <usize>load<u32>(term, BLOCK_MAX);
  let at = seek(list, load<u32>(term + ((<usize>window) << 2), FIRST), end, from);
  while (at < end) {
    const blockEnd = min((at & ~(BLOCK - 1)) + BLOCK, end);
    if (<f64>load<u16>(maxima + ((at / BLOCK) << 1)) < least) {
      at = blockEnd;
      if (at < end && <u32>load<u16>(list + (at << 1)) >= until) return;
      continue;
    }
    for (; at < blockEnd; at++) {
      const document = <u32>load<u16>(list + (at << 1));
      if (document >= until) return;
      if (mask !== EVERY_FIELD && (<u32>load<u8>(fields + at) & mask) === 0) continue;
      const slot = document - from;
      const sum = room + ((<usize>slot) << 3);
      store<f64>(sum, load<f64>(sum, SUMS) + weight * <f64>load<u16>(impacts + (at << 1)), SUMS);
      if (isNoted) {
        const word = room + <usize>((slot >>> 6) << 3);
        store<u64>(word, load<u64>(word, TOUCHED) | ((<u64>1) << (slot & 63)), TOUCHED);
      }
    }
  }
}

/** Takes the sums that reach `needed`, and empties all. */
function takeAllSums(room: usize, from: u32, needed: f64): u32 {
  const least = f64x2.splat(needed);
  const empty = f64x2.splat(0);
  let count: u32 = 0;
  for (let slot: u32 = 0; slot < WINDOW; slot += 4) {
    const sum = room + ((<usize>slot) << 3);
    const low = v128.load(sum, SUMS);
    const high = v128.load(sum, SUMS + 16);
    v128.store(sum, empty, SUMS);
    v128.store(sum, empty, SUMS + 16);
    const reach = i64x2.bitmask(f64x2.ge(low, least)) | (i64x2.bitmask(f64x2.ge(high, least)) << 2);
    if (reach === 0) continue;
    if ((reach & 1) !== 0) take(room, count++, from + slot, f64x2.extract_lane(low, 0));
    if ((reach & 2) !== 0) take(room, count++, from + slot + 1, f64x2.extract_lane(low, 1));
    if ((reach & 4) !== 0) take(room, count++, from + slot + 2, f64x2.extract_lane(high, 0));
    if ((reach & 8) !== 0) take(room, count++, from + slot + 3, f64x2.extract_lane(high, 1));
  }
  return count;
}

/** The same, when few sums are not empty and it is noted which. */
function takeTouchedSums(room: usize, from: u32, needed: f64): u32 {
  let count: u32 = 0;
  for (let word: u32 = 0; word < WINDOW / 64; word++) {
    const noted = room + <usize>(word << 3);
    let left = load<u64>(noted, TOUCHED);
    if (left === 0) continue;
    store<u64>(noted, 0, TOUCHED);
    for (; left !== 0; left &= left - 1) {
      const slot = (word << 6) + <u32>ctz(left);
      const sum = room + ((<usize>slot) << 3);
      const score = load<f64>(sum, SUMS);
      store<f64>(sum, 0, SUMS);
      if (score >= needed) take(room, count++, from + slot, score);
    }
  }
  return count;
}

/** Adds a term; those that do not reach `needed` then, or lack a term that is required, go. */
function addTerm(room: usize, count: u32, term: usize, window: usize, needed: f64, isRequired: bool): u32 {
  const list = <usize>load<u32>(term, LIST);
  const impacts = <usize>load<u32>(term, IMPACTS);
  const fields = <usize>load<u32>(term, FIELDS);
  const mask = load<u32>(term, MASK);
  const weight = load<f64>(term, WEIGHT);
  const end = load<u32>(term, COUNT);
  const isHere = load<u16>(term + (window << 1), GREATEST) !== 0;
  let at = isHere ? load<u32>(term + (window << 2), FIRST) : end;
  let kept: u32 = 0;
  for (let candidate: u32 = 0; candidate < count; candidate++) {
    const document = <u32>load<u16>(room + ((<usize>candidate) << 1), DOCUMENTS);
    let score = load<f64>(room + ((<usize>candidate) << 3), SCORES);
    at = seek(list, at, end, document);
    if (at < end && <u32>load<u16>(list + (at << 1)) === document && (<u32>load<u8>(fields + at) & mask) !== 0)
      score += weight * <f64>load<u16>(impacts + (at << 1));
    else if (isRequired) continue;
    if (score < needed) continue;
    take(room, kept++, document, score);
  }
  return kept;
}

function keepPassing(room: usize, count: u32, bits: usize): u32 {
  let kept: u32 = 0;
  for (let candidate: u32 = 0; candidate < count; candidate++) {
    const document = <u32>load<u16>(room + ((<usize>candidate) << 1), DOCUMENTS);
    const score = load<f64>(room + ((<usize>candidate) << 3), SCORES);
    take(room, kept, document, score);
    kept += (<u32>load<u8>(bits + (document >>> 3)) >>> (document & 7)) & 1;
  }
  return kept;
}

/** Without those that have no term yet. */
function keepScored(room: usize, count: u32): u32 {
  let kept: u32 = 0;
  for (let candidate: u32 = 0; candidate < count; candidate++) {
    const score = load<f64>(room + ((<usize>candidate) << 3), SCORES);
    if (score === 0) continue;
    take(room, kept++, <u32>load<u16>(room + ((<usize>candidate) << 1), DOCUMENTS), score);
  }
  return kept;
}

/** The first position from `from` on, before `end`, whose document is at least `wanted`; `end` when there is none. */
function seek(list: usize, from: u32, end: u32, wanted: u32): u32 {
  if (from >= end || <u32>load<u16>(list + (from << 1)) >= wanted) return from;
  let low = from;
  let high = from + 1;
  for (let step: u32 = 2; high < end && <u32>load<u16>(list + (high << 1)) < wanted; step <<= 1) {
    low = high;
    high += step;
  }
  if (high > end) high = end;
  while (low + 1 < high) {
    const middle = (low + high) >>> 1;
    if (<u32>load<u16>(list + (middle << 1)) < wanted) low = middle;
    else high = middle;
  }
  return high;
}

/** Sets the bits of the documents of a list that stand in one of the fields of `mask`. */
export function setBits(bits: usize, list: usize, fields: usize, mask: u32, count: u32): void {
  for (let at: u32 = 0; at < count; at++) {
    if (fields !== 0 && (<u32>load<u8>(fields + at) & mask) === 0) continue;
    const document = <u32>load<u16>(list + (at << 1));
    const byte = bits + (document >>> 3);
    store<u8>(byte, <u8>(<u32>load<u8>(byte) | (1 << (document & 7))));
  }
}

/** Sets the bits of those of `count` dates, and of no others, that lie between the two; counted from the first. */
export function setDateBits(bits: usize, dates: usize, count: u32, from: i32, until: i32): void {
  const least = i32x4.splat(from);
  const most = i32x4.splat(until);
  const none = i32x4.splat(NO_DATE);
  for (let at: u32 = 0; at < count; at += 8) {
    const low = v128.load(dates + (at << 2));
    const high = v128.load(dates + (at << 2), 16);
    const lowBits = i32x4.bitmask(between(low, least, most, none));
    const highBits = i32x4.bitmask(between(high, least, most, none));
    store<u8>(bits + (at >>> 3), <u8>(lowBits | (highBits << 4)));
  }
  const over = count & 7;
  if (over !== 0) store<u8>(bits + (count >>> 3), <u8>(<u32>load<u8>(bits + (count >>> 3)) & ((1 << over) - 1)));
}

function between(dates: v128, least: v128, most: v128, none: v128): v128 {
  return v128.and(v128.and(i32x4.ge_s(dates, least), i32x4.le_s(dates, most)), i32x4.ne(dates, none));
}
