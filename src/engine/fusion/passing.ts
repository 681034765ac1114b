import { openGate } from "../matching/gate.ts";
import { PhraseChecks } from "../matching/phrase-checks.ts";
import type { FieldTerm } from "../matching/plan.ts";
import type { WeighedPlan } from "../matching/weigh.ts";
import { roomOf, type WordRoom } from "../matching/word-room.ts";
import type { Question } from "../question.ts";
import type { SearchedSegment, Segment } from "../segment/segment.ts";
import type { NearSource } from "../vectors/nearest.ts";

/** Of a segment, so many documents are compared at once, without a look at their signs. */
const FEW = 1_024;

/**
 * What the filters of a question, and the words that must or must not be there, let through in a segment; undefined when that
 * is nothing. `plan` is of those words alone. Opens the gate of the segment as a scan of the same question does, so that both
 * can be at work.
 */
export function passingIn(
  searched: SearchedSegment,
  plan: WeighedPlan,
  { keywords, date }: Pick<Question, "keywords" | "date">,
): NearSource | undefined {
  const { segment } = searched;
  const required = plan.terms.filter(({ role }) => role === "required");
  if (!plan.isEverything && required.length === 0) return undefined;
  const room = roomOf(segment);
  const gate = openGate(room, searched, { date, keywords, barredTerms: plan.barredTerms });
  if (gate.count === 0) return undefined;
  const bits = gate.isNeeded ? room.gate.slice() : new Uint32Array(room.gate.length).fill(0xffff_ffff);
  for (const term of required) keepWith(bits, term, segment, room);
  const phrases = new PhraseChecks(segment, plan, []);
  return {
    segment,
    few: fewOf(bits, segment.documentCount),
    passes: (document) => isSet(bits, document) && (!phrases.isNeeded || phrases.passes(document)),
  };
}

/** Leaves those documents that have a term. */
function keepWith(bits: Uint32Array, { text, fields }: FieldTerm, { words }: Segment, room: WordRoom): void {
  const { kernels, spare } = room;
  spare.fill(0);
  const number = words.find(text);
  if (number !== undefined) {
    const [start, end] = [words.start[number] as number, words.start[number + 1] as number];
    const list = words.documents.byteOffset + 2 * start;
    kernels.setBits(spare.byteOffset, list, words.fields.byteOffset + start, fields, end - start);
  }
  for (let at = 0; at < bits.length; at++) bits[at] = (bits[at] as number) & (spare[at] as number);
}

const isSet = (bits: Uint32Array, document: number): boolean =>
  (((bits[document >>> 5] as number) >>> (document & 31)) & 1) === 1;

/** The documents whose bits are set, when those are few. */
function fewOf(bits: Uint32Array, documentCount: number): readonly number[] | undefined {
  const documents: number[] = [];
  for (let document = 0; document < documentCount; document++) {
    if (bits[document >>> 5] === 0) document |= 31;
    else if (isSet(bits, document) && documents.push(document) > FEW) return undefined;
  }
  return documents;
}
