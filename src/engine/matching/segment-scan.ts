import type { SearchedSegment } from "../segment/segment.ts";
import { type Candidates, keepPassing } from "./candidates.ts";
import type { Gate } from "./gate.ts";
import type { PhraseChecks } from "./phrase-checks.ts";
import { windowCountOf } from "./windows.ts";
import type { WordRoom } from "./word-room.ts";

/** One question over one segment, window by window, in any order. */
export class SegmentScan {
  readonly searched: SearchedSegment;
  /** The windows that may hold matches, ascending. */
  readonly windows: readonly number[];
  /** What was gathered last. */
  readonly candidates: Candidates;
  readonly #room: WordRoom;
  readonly #phrases: PhraseChecks;

  constructor(searched: SearchedSegment, room: WordRoom, gate: Gate, phrases: PhraseChecks) {
    this.searched = searched;
    this.#room = room;
    this.#phrases = phrases;
    this.candidates = { documents: room.documents, scores: room.scores, count: 0 };
    const windows: number[] = [];
    for (let window = 0; window < windowCountOf(searched.segment.documentCount); window++)
      if ((room.bounds[window] as number) >= 0 && gate.counts[window] !== 0) windows.push(window);
    this.windows = windows;
  }

  /** The greatest score that each window can hold. */
  get bounds(): Float64Array {
    return this.#room.bounds;
  }

  /** Whether all candidates are matches, without `isMatch`. */
  get isExact(): boolean {
    return !this.#phrases.isNeeded;
  }

  /** What only reading a candidate's words can tell. */
  isMatch(document: number): boolean {
    return this.isExact || this.#phrases.passes(document);
  }

  /** Leaves those candidates that match. */
  keepMatches(): void {
    if (!this.isExact) keepPassing(this.candidates, this.#phrases);
  }

  /** Gathers the candidates of a window that reach a score, with their scores. */
  gatherScored(window: number, threshold: number): void {
    this.candidates.count = this.#room.kernels.gatherScored(this.#room.address, window, threshold);
  }

  /** How many candidates a window has. */
  countAll(window: number): number {
    return this.#room.kernels.countAll(this.#room.address, window);
  }

  /** Gathers all candidates of a window; their scores are not whole. */
  gatherAll(window: number): void {
    this.candidates.count = this.#room.kernels.gatherAll(this.#room.address, window);
  }
}
