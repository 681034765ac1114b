import { createDictionary, type Dictionary } from "./dictionary.ts";
import type { TermTable } from "./term-table.ts";

/** The terms of a table in their final order. */
export interface OrderedTerms {
  readonly dictionary: Dictionary;
  /** The number in the dictionary of the n-th term of the table. */
  readonly numbers: Uint32Array;
  /** Where the list of each term of the dictionary begins, and where the last ends. */
  readonly start: Uint32Array;
}

export function orderTerms(table: TermTable): OrderedTerms {
  const order = orderOf(table);
  const numbers = new Uint32Array(order.length);
  const start = new Uint32Array(order.length + 1);
  const bytes = new Uint8Array(table.start[order.length] as number);
  const bytesStart = new Uint32Array(order.length + 1);
  for (const [number, added] of order.entries()) {
    numbers[added] = number;
    start[number + 1] = (start[number] as number) + (table.documentCounts[added] as number);
    const term = table.bytes.subarray(table.start[added], table.start[added + 1]);
    bytes.set(term, bytesStart[number]);
    bytesStart[number + 1] = (bytesStart[number] as number) + term.length;
  }
  return { dictionary: createDictionary(bytes, bytesStart), numbers, start };
}

/** Bytes that fit into a number exactly. */
const PREFIX = 6;

/** In ascending order of their bytes. Most comparisons are of two numbers. */
function orderOf({ bytes, start, termCount }: TermTable): Uint32Array {
  const prefixes = new Float64Array(termCount);
  for (let term = 0; term < termCount; term++) {
    const [from, to] = [start[term] as number, start[term + 1] as number];
    let prefix = 0;
    for (let at = from; at < from + PREFIX; at++) prefix = 256 * prefix + (at < to ? (bytes[at] as number) : 0);
    prefixes[term] = prefix;
  }
  const rest = (term: number): Uint8Array => bytes.subarray(start[term], start[term + 1]);
  return Uint32Array.from(prefixes.keys()).sort(
    (a, b) => (prefixes[a] as number) - (prefixes[b] as number) || Buffer.compare(rest(a), rest(b)),
  );
}
