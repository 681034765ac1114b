/** Receives a token in UTF-8, from byte `from` up to `to`. The bytes are good until it returns. */
export type TokenSink = (utf8: Uint8Array, from: number, to: number) => void;

const LETTER = 1;
const DIGIT = 2;
const JOINER = 4;
const C = 99;
const E = 101;
const H = 104;
const I = 105;
const S = 115;
const U = 117;
const X = 120;
const Y = 121;
const Z = 122;
const HASH = 35;
const PLUS = 43;
const KINDS = kindsOfBytes();

function kindsOfBytes(): Uint8Array {
  const kinds = new Uint8Array(256);
  for (const byte of Buffer.from("abcdefghijklmnopqrstuvwxyz")) kinds[byte] = LETTER;
  for (const byte of Buffer.from("0123456789")) kinds[byte] = DIGIT;
  for (const byte of Buffer.from("-._/:")) kinds[byte] = JOINER;
  return kinds;
}

/**
 * Tells all runs of a to z and 0 to 9 in the first `length` bytes, in the singular; then the names: runs joined by single signs
 * with a digit somewhere, and a single letter with the signs of a programming language.
 */
export function scanWords(utf8: Uint8Array, length: number, sink: TokenSink): void {
  const names: number[] = [];
  for (let at = 0; at < length; at++) {
    if (((KINDS[utf8[at] as number] as number) & (LETTER | DIGIT)) === 0) continue;
    const from = at;
    let kinds = 0;
    let isJoined = false;
    for (;;) {
      const start = at;
      for (; at < length; at++) {
        const kind = KINDS[utf8[at] as number] as number;
        if ((kind & (LETTER | DIGIT)) === 0) break;
        kinds |= kind;
      }
      tellWord(utf8, start, at, sink);
      if (at + 1 >= length || KINDS[utf8[at] as number] !== JOINER) break;
      if (((KINDS[utf8[at + 1] as number] as number) & (LETTER | DIGIT)) === 0) break;
      isJoined = true;
      at += 1;
    }
    if (isJoined && (kinds & DIGIT) !== 0) names.push(from, at);
    else if (kinds === LETTER && at - from === 1) {
      const end = endOfSigns(utf8, at, length);
      if (end > at) names.push(from, end);
    }
  }
  for (let at = 0; at < names.length; at += 2) sink(utf8, names[at] as number, names[at + 1] as number);
}

function endOfSigns(utf8: Uint8Array, at: number, length: number): number {
  if (at < length && utf8[at] === HASH) return at + 1;
  return at + 1 < length && utf8[at] === PLUS && utf8[at + 1] === PLUS ? at + 2 : at;
}

/** Harman's S-stemmer, a little extended. */
function tellWord(utf8: Uint8Array, from: number, to: number, sink: TokenSink): void {
  if (utf8[to - 1] !== S || to - from <= 3) return sink(utf8, from, to);
  const last = utf8[to - 2];
  if (last === S || last === U || last === I) return sink(utf8, from, to);
  if (last !== E) return sink(utf8, from, to - 1);
  const before = utf8[to - 3];
  if (before === I && to - from > 4) {
    utf8[to - 3] = Y;
    sink(utf8, from, to - 2);
    utf8[to - 3] = I;
    return;
  }
  const first = utf8[to - 4];
  const isLonger =
    before === X || before === Z || (before === S && first === S) || (before === H && (first === C || first === S));
  sink(utf8, from, isLonger ? to - 2 : to - 1);
}
