import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import type { AdaptationCard } from "../inference/model-card.ts";
import type { AdaptationTry } from "./adaptation-due.ts";

/** The same extension as this file: `.ts` from sources, `.js` when built. */
const WORKER = new URL(`./thread/adapt-worker${import.meta.url.endsWith(".ts") ? ".ts" : ".js"}`, import.meta.url);
const LAST_TRY = "last-adaptation.json";

export interface AdaptationPlace {
  readonly databaseFile: string;
  /** Where adapted models are kept. */
  readonly modelFolder: string;
}

/** How an adaptation went; `isBetter` says whether it is in use. */
export interface AdaptationReport extends AdaptationCard {
  readonly isBetter: boolean;
}

/**
 * Lets the model learn from all papers in a thread of its own, and puts the result in use where held-out papers say that it
 * is no worse. Throws what the thread fails with, and the signal's reason when aborted; nothing is changed then.
 */
export async function adaptToPapers(place: AdaptationPlace, signal: AbortSignal): Promise<AdaptationReport> {
  signal.throwIfAborted();
  const worker = new Worker(WORKER, { workerData: place, execArgv: [] });
  const stop = (): void => void worker.terminate();
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await new Promise((resolve, reject) => {
      worker.once("message", (report: AdaptationReport) => resolve(report));
      worker.once("error", reject);
      worker.once("exit", () => reject(signal.reason ?? new Error("the adaptation ended without a result")));
    });
  } finally {
    signal.removeEventListener("abort", stop);
    await worker.terminate();
  }
}

/** Undefined before the first try. */
export async function lastAdaptation(modelFolder: string): Promise<AdaptationTry | undefined> {
  try {
    return JSON.parse(await readFile(join(modelFolder, LAST_TRY), "utf8")) as AdaptationTry;
  } catch {
    return undefined;
  }
}

export async function noteAdaptation(modelFolder: string, tried: AdaptationTry): Promise<void> {
  await mkdir(modelFolder, { recursive: true });
  await writeFile(join(modelFolder, LAST_TRY), JSON.stringify(tried));
}
