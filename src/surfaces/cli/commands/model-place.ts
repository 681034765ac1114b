import { join } from "node:path";
import { loadBuiltInModel } from "../../../inference/built-in-model.ts";
import { ModelFolder } from "../../../inference/model-folder.ts";
import type { StaticModel } from "../../../inference/static-model.ts";
import type { Session } from "../session.ts";

/** The built-in model, and the folder of those that were adapted from it. */
export function modelPlace(session: Session): { readonly builtIn: StaticModel; readonly folder: ModelFolder } {
  const builtIn = loadBuiltInModel();
  return { builtIn, folder: new ModelFolder(join(session.config().data, "model"), builtIn) };
}
