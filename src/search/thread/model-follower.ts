import { loadBuiltInModel } from "../../inference/built-in-model.ts";
import { ModelFolder } from "../../inference/model-folder.ts";
import type { StaticModel } from "../../inference/static-model.ts";

/** Reading a model holds questions up for some hundredths of a second. */
const LOOK_EVERY_MS = 60_000;

/** The model of a folder, which may be adapted or put back at any time, by any process. Without a folder, the built-in one. */
export class ModelFollower {
  readonly #folder: ModelFolder | undefined;
  readonly #builtIn = loadBuiltInModel();
  #space = this.#builtIn.space;
  #lookedAt = 0;

  constructor(folder: string | undefined) {
    this.#folder = folder === undefined ? undefined : new ModelFolder(folder, this.#builtIn);
  }

  async load(): Promise<StaticModel> {
    const model = (await this.#folder?.load())?.model ?? this.#builtIn;
    this.#space = model.space;
    return model;
  }

  /** Another model than the last one, if one is in use by now. Looks once a minute. */
  async replacement(now: number): Promise<StaticModel | undefined> {
    if (!this.#folder || now - this.#lookedAt < LOOK_EVERY_MS) return undefined;
    this.#lookedAt = now;
    const before = this.#space;
    const model = await this.load();
    return model.space === before ? undefined : model;
  }
}
