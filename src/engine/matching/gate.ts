import type { DateRange, KeywordFilter } from "../question.ts";
import type { SearchedSegment, Segment } from "../segment/segment.ts";
import { filterBits } from "./filter-bits.ts";
import type { FieldTerm } from "./plan.ts";
import { MOST_WINDOWS, WINDOW } from "./windows.ts";
import type { WordRoom } from "./word-room.ts";

/** How many documents no filter holds back. */
export interface Gate {
  /** False when everything passes, and the room has no bits of it. */
  readonly isNeeded: boolean;
  readonly count: number;
  /** By window. */
  readonly counts: Uint16Array;
}

export interface Filters {
  readonly date: DateRange;
  readonly keywords: readonly KeywordFilter[];
  readonly barredTerms: readonly FieldTerm[];
}

const LEAST_DATE = -(2 ** 31);
const GREATEST_DATE = 2 ** 31 - 1;

/** Finds the documents that pass, as bits in the gate of the room. */
export function openGate(room: WordRoom, { segment, deleted }: SearchedSegment, filters: Filters): Gate {
  const { date, keywords, barredTerms } = filters;
  const isDated = date.from !== undefined || date.until !== undefined;
  const isNeeded = isDated || deleted !== undefined || keywords.length > 0 || barredTerms.length > 0;
  if (!isNeeded) return { isNeeded, count: segment.documentCount, counts: new Uint16Array(MOST_WINDOWS).fill(1) };
  const { gate } = room;
  gate.fill(0);
  if (isDated) setDates(room, segment, date);
  else setAll(gate, segment.documentCount);
  for (const filter of keywords) keepCommon(gate, filterBits(segment, room, filter));
  if (barredTerms.length > 0) bar(room, segment, barredTerms);
  if (deleted) dropDeleted(gate, deleted);
  return { isNeeded, ...countsOf(gate) };
}

function setDates({ kernels, gate }: WordRoom, { dates, documentCount }: Segment, { from, until }: DateRange): void {
  const least = Math.ceil(Math.max(from ?? LEAST_DATE, LEAST_DATE));
  const greatest = Math.floor(Math.min(until ?? GREATEST_DATE, GREATEST_DATE));
  if (least > GREATEST_DATE || greatest < LEAST_DATE) return;
  kernels.setDateBits(gate.byteOffset, dates.byteOffset, documentCount, least, greatest);
}

function setAll(gate: Uint32Array, documentCount: number): void {
  gate.fill(0xffff_ffff, 0, documentCount >>> 5);
  if ((documentCount & 31) !== 0) gate[documentCount >>> 5] = (1 << (documentCount & 31)) - 1;
}

function keepCommon(gate: Uint32Array, bits: Uint32Array): void {
  for (let at = 0; at < gate.length; at++) gate[at] = (gate[at] as number) & (bits[at] as number);
}

function bar({ kernels, gate, spare }: WordRoom, { words }: Segment, terms: readonly FieldTerm[]): void {
  spare.fill(0);
  for (const { text, fields } of terms) {
    const number = words.find(text);
    if (number === undefined) continue;
    const [start, end] = [words.start[number] as number, words.start[number + 1] as number];
    const list = words.documents.byteOffset + 2 * start;
    kernels.setBits(spare.byteOffset, list, words.fields.byteOffset + start, fields, end - start);
  }
  for (let at = 0; at < gate.length; at++) gate[at] = (gate[at] as number) & ~(spare[at] as number);
}

function dropDeleted({ buffer, byteOffset }: Uint32Array, deleted: Uint8Array): void {
  const bytes = new Uint8Array(buffer, byteOffset, deleted.length);
  for (let at = 0; at < bytes.length; at++) bytes[at] = (bytes[at] as number) & ~(deleted[at] as number);
}

function countsOf(gate: Uint32Array): Pick<Gate, "count" | "counts"> {
  const counts = new Uint16Array(MOST_WINDOWS);
  let total = 0;
  for (let window = 0; window < MOST_WINDOWS; window++) {
    let count = 0;
    for (let at = (window * WINDOW) / 32; at < ((window + 1) * WINDOW) / 32; at++) count += onesIn(gate[at] as number);
    counts[window] = count;
    total += count;
  }
  return { count: total, counts };
}

/** Ones in 32 bits, counted in pairs, fours and eights at once. */
function onesIn(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x5555_5555);
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}
