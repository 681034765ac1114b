import { mkdir, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "../lib/errors.ts";
import { StaticModel } from "./static-model.ts";
import { writeModel } from "./write-model.ts";

export interface ModelInUse {
  readonly model: StaticModel;
  /** When it was adapted, in milliseconds since 1970; undefined for the model that comes with Broadsheet. */
  readonly adaptedAtMs: number | undefined;
  /** Why an adapted model that is there is not used, as a sentence. */
  readonly problem?: string;
}

const CURRENT = "adapted.model";
const PREVIOUS = "previous.model";

/** Keeps the model that was adapted to this place, and the one before it. Any number of processes may read it. */
export class ModelFolder {
  readonly #folder: string;
  readonly #builtIn: StaticModel;

  constructor(folder: string, builtIn: StaticModel) {
    this.#folder = folder;
    this.#builtIn = builtIn;
  }

  /** The adapted model, or the built-in one where there is none, where it is damaged, or where it was made from another. */
  async load(): Promise<ModelInUse> {
    const path = join(this.#folder, CURRENT);
    try {
      const { mtimeMs } = await stat(path);
      const model = new StaticModel(await readFile(path), path);
      if (model.card.adaptation?.from === this.#builtIn.space) return { model, adaptedAtMs: mtimeMs };
      return this.#onlyBuiltIn("The adapted model was made from an older model and is not used; adapt again.");
    } catch (error) {
      return this.#onlyBuiltIn(isMissing(error) ? undefined : messageOf(error));
    }
  }

  /** Puts an adapted model in use. The one in use until now is kept for `undo`. */
  async save(file: Uint8Array): Promise<void> {
    await mkdir(this.#folder, { recursive: true });
    await this.#move(CURRENT, PREVIOUS);
    await writeModel(join(this.#folder, CURRENT), file);
  }

  /** Goes back to the adapted model before this one, or to the built-in model. False when there is nothing to undo. */
  async undo(): Promise<boolean> {
    if (await this.#move(PREVIOUS, CURRENT)) return true;
    try {
      await rm(join(this.#folder, CURRENT));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }

  #onlyBuiltIn(problem: string | undefined): ModelInUse {
    return { model: this.#builtIn, adaptedAtMs: undefined, ...(problem !== undefined && { problem }) };
  }

  /** False when there is no such file. */
  async #move(from: string, to: string): Promise<boolean> {
    try {
      await rename(join(this.#folder, from), join(this.#folder, to));
      return true;
    } catch (error) {
      if (isMissing(error)) return false;
      throw error;
    }
  }
}

const isMissing = (error: unknown): boolean => error instanceof Error && "code" in error && error.code === "ENOENT";
