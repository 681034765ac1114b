import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";

const FILE = "remote-model.json";

/** How long the vectors of a model were when it was last asked; undefined when it is not known. */
export async function rememberedDimensions(folder: string, model: string): Promise<number | undefined> {
  try {
    const kept = JSON.parse(await readFile(join(folder, FILE), "utf8")) as { model?: unknown; dimensions?: unknown };
    return kept.model === model && typeof kept.dimensions === "number" ? kept.dimensions : undefined;
  } catch {
    return undefined;
  }
}

export async function rememberDimensions(folder: string, model: string, dimensions: number): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, FILE), JSON.stringify({ model, dimensions }));
}
