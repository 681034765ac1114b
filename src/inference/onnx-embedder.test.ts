import { expect, test } from "vitest";
import { UserError } from "../lib/errors.ts";
import { createOnnxEmbedder, type Transformers } from "./onnx-embedder.ts";

/** Stands for the package: each text's vector is its length and a one. */
function standIn(problem?: Error): { transformers: Transformers; opened: string[]; batches: number[] } {
  const [opened, batches]: [string[], number[]] = [[], []];
  const transformers: Transformers = {
    env: { allowRemoteModels: true, allowLocalModels: false, localModelPath: "" },
    async pipeline(_task, model) {
      if (problem) throw problem;
      opened.push(model);
      return async (texts) => {
        batches.push(texts.length);
        return { dims: [texts.length, 2], data: Float32Array.from(texts.flatMap((text) => [text.length, 1])) };
      };
    },
  };
  return { transformers, opened, batches };
}

test("vectors come from the model in the folder, at length 1, in batches, and nothing is fetched", async () => {
  const { transformers, opened, batches } = standIn();
  const embedder = await createOnnxEmbedder({ folder: "/models/small", loadTransformers: async () => transformers });
  expect(transformers.env).toEqual({ allowRemoteModels: false, allowLocalModels: true, localModelPath: "/models" });
  expect(opened).toEqual(["small"]);
  expect(embedder).toMatchObject({ space: "onnx-small-2", dimensions: 2 });
  const vectors = await embedder.embed(["abc", "", ...Array.from({ length: 20 }, () => "x")]);
  expect(vectors[0]?.[0]).toBeCloseTo(3 / Math.hypot(3, 1), 5);
  expect(vectors[1]).toBeUndefined();
  expect(vectors[21]?.[0]).toBeCloseTo(Math.SQRT1_2, 5);
  expect(batches).toEqual([1, 16, 5]);
});

test("a folder without a model is told", async () => {
  const { transformers } = standIn(new Error("no such file"));
  const attempt = createOnnxEmbedder({ folder: "/models/none", loadTransformers: async () => transformers });
  await expect(attempt).rejects.toThrow(UserError);
  await expect(attempt).rejects.toThrow(/no usable model in \/models\/none/);
});

test("the package that is not installed is named", async () => {
  await expect(createOnnxEmbedder({ folder: "/models/small" })).rejects.toThrow(
    /npm install @huggingface\/transformers/,
  );
});
