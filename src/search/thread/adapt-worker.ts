import { parentPort, workerData } from "node:worker_threads";
import { adaptModel } from "../../inference/adapt-model.ts";
import { loadBuiltInModel } from "../../inference/built-in-model.ts";
import { ModelFolder } from "../../inference/model-folder.ts";
import { openPaperReader } from "../../store/open.ts";
import type { AdaptationPlace, AdaptationReport } from "../adapt-to-papers.ts";
import { paperTexts } from "../paper-texts.ts";

async function run({ databaseFile, modelFolder }: AdaptationPlace): Promise<AdaptationReport> {
  await using reader = openPaperReader(databaseFile);
  const builtIn = loadBuiltInModel();
  const { file, ...report } = await adaptModel(builtIn, paperTexts(reader.papers));
  if (report.isBetter) await new ModelFolder(modelFolder, builtIn).save(file);
  return report;
}

if (parentPort) parentPort.postMessage(await run(workerData as AdaptationPlace));
