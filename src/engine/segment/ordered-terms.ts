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
  const order = table.sorted();
  const numbers = new Uint32Array(order.length);
  const start = new Uint32Array(order.length + 1);
  for (const [number, added] of order.entries()) {
    numbers[added] = number;
    start[number + 1] = (start[number] as number) + (table.documentCounts[added] as number);
  }
  return { dictionary: createDictionary(Array.from(order, (added) => table.terms[added] as string)), numbers, start };
}
