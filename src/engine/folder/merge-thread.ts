import { Worker } from "node:worker_threads";
import { messageOf } from "../../lib/errors.ts";
import type { SegmentMemory } from "../segment/segment-memory.ts";
import type { MergeTask } from "./merge-task.ts";

/** The same extension as this file: `.ts` from sources, `.js` when built. */
const WORKER = new URL(`./merge-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);

/** Merges in a thread of its own: a large merge takes seconds, and questions do not wait for it. Gives the memory that holds the written file. */
export async function mergeInThread(task: MergeTask, signal: AbortSignal): Promise<SegmentMemory> {
  const worker = new Worker(WORKER, { workerData: task, execArgv: [] });
  const stop = (): void => void worker.terminate();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise<SegmentMemory>((resolve, reject) => {
      worker.once("message", resolve);
      worker.once("error", (error) =>
        reject(new Error(`segments could not be merged: ${messageOf(error)}`, { cause: error })),
      );
      worker.once("exit", () => reject(new Error("the merging thread ended before its work was done")));
    });
  } finally {
    signal.removeEventListener("abort", stop);
  }
}
