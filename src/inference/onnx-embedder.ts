import { basename, dirname, resolve } from "node:path";
import { UserError } from "../lib/errors.ts";
import type { Embedder } from "./embedder.ts";
import { toUnit } from "./to-unit.ts";

/** What we use of Transformers.js (huggingface.co/docs/transformers.js), which whoever wants it installs. */
export interface Transformers {
  readonly env: { allowRemoteModels: boolean; allowLocalModels: boolean; localModelPath: string };
  readonly pipeline: (task: "feature-extraction", model: string) => Promise<ExtractFeatures>;
}

type ExtractFeatures = (
  texts: readonly string[],
  options: { readonly pooling: "mean"; readonly normalize: boolean },
) => Promise<{ readonly dims: readonly number[]; readonly data: ArrayLike<number> }>;

export interface OnnxOptions {
  /** A folder with `config.json`, `tokenizer.json` and `onnx/model.onnx`. */
  readonly folder: string;
  readonly loadTransformers?: () => Promise<Transformers>;
}

/** Not known to the compiler, which would look for a package that most installations do not have. */
const PACKAGE: string = "@huggingface/transformers";
const TEXTS_IN_BATCH = 16;
const MOST_CHARACTERS = 8_000;

/**
 * Runs a transformer from a folder on this machine; nothing is fetched. Throws `UserError` when the package or the model is
 * missing.
 */
export async function createOnnxEmbedder({
  folder,
  loadTransformers = importTransformers,
}: OnnxOptions): Promise<Embedder> {
  const extract = await openPipeline(await loadTransformers(), resolve(folder));
  const embed = async (texts: readonly string[]): Promise<readonly (Float32Array | undefined)[]> => {
    const vectors: (Float32Array | undefined)[] = texts.map(() => undefined);
    const told = [...texts.keys()].filter((index) => texts[index]?.trim() !== "");
    for (let from = 0; from < told.length; from += TEXTS_IN_BATCH) {
      const batch = told.slice(from, from + TEXTS_IN_BATCH);
      const cut = batch.map((index) => (texts[index] ?? "").slice(0, MOST_CHARACTERS));
      const { data, dims } = await extract(cut, { pooling: "mean", normalize: true });
      const length = dims.at(-1) ?? 0;
      const all = Array.from(data);
      for (const [at, index] of batch.entries()) vectors[index] = toUnit(all.slice(at * length, (at + 1) * length));
    }
    return vectors;
  };
  const [sample] = await embed(["science"]);
  const dimensions = sample?.length ?? 0;
  return { space: `onnx-${basename(resolve(folder))}-${dimensions}`, dimensions, embed };
}

async function importTransformers(): Promise<Transformers> {
  try {
    return (await import(PACKAGE)) as Transformers;
  } catch (error) {
    throw new UserError(
      "missing",
      `The embedder onnx needs the package ${PACKAGE}. Install it with \`npm install ${PACKAGE}\`, or choose another embedder.`,
      { cause: error },
    );
  }
}

async function openPipeline({ env, pipeline }: Transformers, folder: string): Promise<ExtractFeatures> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = dirname(folder);
  try {
    return await pipeline("feature-extraction", basename(folder));
  } catch (error) {
    throw new UserError(
      "missing",
      `There is no usable model in ${folder}. It must hold config.json, tokenizer.json and onnx/model.onnx.`,
      { cause: error },
    );
  }
}
