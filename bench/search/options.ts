import { parseArgs } from "node:util";
import { resolve } from "node:path";
import { UserError } from "../../src/lib/errors.ts";
import type { ContestantName } from "./contestants.ts";
import { QUESTION_CLASSES, type QuestionClass } from "./question.ts";

/** What a run measures besides building: latency of each class, the exact answers, adding papers, stalls of the event loop. */
export const PARTS = ["latency", "exact", "add", "stall"] as const;

export type BenchPart = (typeof PARTS)[number];
export type PeerName = Exclude<ContestantName, "broadsheet">;

const PEERS: readonly PeerName[] = ["lancedb", "fts5", "minisearch", "orama", "lucene"];

export interface BenchOptions {
  readonly papers: number;
  readonly peers: readonly PeerName[];
  readonly only: readonly BenchPart[];
  readonly classes: readonly QuestionClass[];
  /** Of each class. */
  readonly questions: number;
  readonly seed: number;
  /** The real papers: JSON lines, gzipped. */
  readonly source: string;
  /** For each class of each engine. */
  readonly budgetSeconds: number;
  /** Parent of the scratch folder; the system's own unless given. */
  readonly scratch: string | undefined;
}

const FLAGS = {
  papers: { type: "string", default: "20000" },
  peers: { type: "string", default: PEERS.join(",") },
  only: { type: "string", default: PARTS.join(",") },
  classes: { type: "string", default: QUESTION_CLASSES.join(",") },
  queries: { type: "string", default: "300" },
  seed: { type: "string", default: "1" },
  corpus: { type: "string", default: "../shared/corpus/papers.jsonl.gz" },
  budget: { type: "string", default: "20" },
  scratch: { type: "string" },
} as const;

/** Throws `UserError` for what cannot be understood. */
export function readOptions(argv: readonly string[]): BenchOptions {
  const flags = readFlags(argv);
  return {
    papers: positive("papers", flags.papers),
    peers: listed("peers", flags.peers, PEERS),
    only: listed("only", flags.only, PARTS),
    classes: listed("classes", flags.classes, QUESTION_CLASSES),
    questions: positive("queries", flags.queries),
    seed: positive("seed", flags.seed),
    source: resolve(flags.corpus),
    budgetSeconds: positive("budget", flags.budget),
    scratch: flags.scratch,
  };
}

function readFlags(argv: readonly string[]) {
  try {
    return parseArgs({ args: [...argv], options: FLAGS }).values;
  } catch (error) {
    throw new UserError(
      "invalid",
      `${error instanceof Error ? error.message : ""} Known: --${Object.keys(FLAGS).join(", --")}.`,
      { cause: error },
    );
  }
}

function positive(flag: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new UserError("invalid", `--${flag} is a whole number above 0, not "${text}".`);
}

function listed<T extends string>(flag: string, text: string, known: readonly T[]): readonly T[] {
  const names = text.split(",").filter((name) => name !== "");
  const strange = names.find((name) => !known.some((each) => each === name));
  if (strange === undefined) return known.filter((name) => names.includes(name));
  throw new UserError("invalid", `--${flag} does not know "${strange}"; choose of ${known.join(",")}.`);
}
