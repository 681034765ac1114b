import type { AllFigures, EngineFigures } from "./figures.ts";
import type { QuestionClass } from "./question.ts";

/** A promise beside what was measured; undefined where it was not. */
export interface GoalResult {
  readonly goal: string;
  readonly limit: number | undefined;
  readonly measured: number | undefined;
  readonly isMet: boolean | undefined;
}

/** Up to this many papers the goals for a million hold; beyond, those for three. */
const MILLION = 1_000_000;

/** Milliseconds at 50 and 95 per cent. */
const LATENCY_AT_A_MILLION: Readonly<Partial<Record<QuestionClass, readonly [number, number]>>> = {
  phrase: [0.7, 2.5],
  question: [4, 10],
  category: [1, 5],
  year: [1, 5],
  vector: [4, 8],
  fused: [6, 14],
  newest: [1, 4],
};

const COMPARED_CLASSES = ["question", "common"] as const;
const COMPARED_PEERS = ["lancedb", "lucene"] as const;

/** All goals that speak of this many papers. */
export function goalsOf(papers: number, engines: AllFigures, stallMs: number | undefined): readonly GoalResult[] {
  const ours = engines["broadsheet"];
  if (!ours || "absent" in ours) return [];
  const quality = [
    atLeast("agreement@10 with exact BM25, phrases", 0.99, ours.agreement.phrase),
    atLeast("agreement@10 with exact BM25, questions", 0.99, ours.agreement.question),
    atLeast("recall@20 of vectors", 0.95, ours.recall),
    atMost("longest stall of the event loop, ms", 20, stallMs),
  ];
  return [...(papers > MILLION ? atThreeMillion(ours) : atAMillion(ours)), ...aheadOf(ours, engines), ...quality];
}

function atAMillion(ours: EngineFigures): readonly GoalResult[] {
  const latency = Object.entries(LATENCY_AT_A_MILLION).flatMap(([kind, [p50, p95]]) => [
    atMost(`${kind} p50, ms`, p50, ours.latency[kind as QuestionClass]?.p50),
    atMost(`${kind} p95, ms`, p95, ours.latency[kind as QuestionClass]?.p95),
  ]);
  return [
    ...latency,
    atMost("start to first answer, ms", 1_000, ours.startMs),
    atMost("500 more papers searchable, ms", 100, ours.addMs),
    atLeast("papers built a second", 8_000, ours.papersPerSecond),
    atMost("memory, bytes a paper", 1_400, ours.memoryBytesPerPaper),
    atMost("disk, bytes a paper", 3_000, ours.diskBytesPerPaper),
  ];
}

function atThreeMillion(ours: EngineFigures): readonly GoalResult[] {
  return [
    atMost("fused p95, ms", 35, ours.latency.fused?.p95),
    atMost("resident memory, MB", 4_500, ours.residentMb),
    atMost("start to first answer, ms", 3_000, ours.startMs),
  ];
}

function aheadOf(ours: EngineFigures, engines: AllFigures): readonly GoalResult[] {
  return COMPARED_CLASSES.flatMap((kind) =>
    COMPARED_PEERS.map((name) => {
      const peer = engines[name];
      const theirs = peer && "latency" in peer ? peer.latency[kind]?.p95 : undefined;
      return atMost(`${kind} p95 ahead of ${name}, ms`, theirs, ours.latency[kind]?.p95);
    }),
  );
}

function atMost(goal: string, limit: number | undefined, measured: number | undefined): GoalResult {
  const isMet = limit === undefined || measured === undefined ? undefined : measured <= limit;
  return { goal, limit, measured, isMet };
}

function atLeast(goal: string, limit: number, measured: number | undefined): GoalResult {
  return { goal, limit, measured, isMet: measured === undefined ? undefined : measured >= limit };
}
