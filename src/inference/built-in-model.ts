import { readFileSync } from "node:fs";
import { join } from "node:path";
import { StaticModel } from "./static-model.ts";

/** The file that `npm run train` writes; docs/model-card.md describes it. */
const FILE = join(import.meta.dirname, "built-in/broadsheet.model");

/** The model that comes with Broadsheet, from its file: about 60 ms. */
export function loadBuiltInModel(): StaticModel {
  return new StaticModel(readFileSync(FILE), "that comes with Broadsheet");
}
