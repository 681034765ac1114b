import { adaptModel } from "../src/inference/adapt-model.ts";
import { loadBuiltInModel } from "../src/inference/built-in-model.ts";
import { ModelFolder } from "../src/inference/model-folder.ts";
import { say } from "./say.ts";
import type { TestDocument } from "./sets/read-documents.ts";

/** Puts a model that was adapted to the documents in use in a model folder, as the job of a running Broadsheet does. */
export async function adaptTo(documents: readonly TestDocument[], modelFolder: string): Promise<void> {
  const builtIn = loadBuiltInModel();
  say(`adapting the model to ${documents.length} papers`);
  const { file, isBetter, before, after } = await adaptModel(builtIn, oneByOne(documents));
  say(`adapted: ${before.toFixed(3)} before, ${after.toFixed(3)} after, on papers held out`);
  if (isBetter) await new ModelFolder(modelFolder, builtIn).save(file);
  else say("the adapted model is no better and is not used");
}

async function* oneByOne(documents: readonly TestDocument[]): AsyncGenerator<TestDocument> {
  yield* documents;
}
