import { statSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { loadBuiltInModel } from "./built-in-model.ts";

const model = loadBuiltInModel();

const similarity = (a: string, b: string): number => {
  const [x, y] = [model.encode(a), model.encode(b)];
  return x && y ? x.reduce((sum, number, at) => sum + number * (y[at] ?? 0), 0) : 0;
};

test("the model that comes along is whole, small, and of the size that it was made for", () => {
  expect(model.dimensions).toBe(256);
  expect(model.parts.vocabulary.words).toHaveLength(30_000);
  expect(model.parts.vocabulary.pairs).toHaveLength(20_000);
  expect(model.card.papers).toBeGreaterThan(240_000);
  expect(statSync(join(import.meta.dirname, "built-in/broadsheet.model")).size).toBeLessThan(13_500_000);
});

test.each([
  ["teaching a small network to imitate a large one", "knowledge distillation", "object detection in aerial images"],
  ["translating between languages without parallel text", "unsupervised machine translation", "graph coloring"],
  ["robots that learn to grasp", "dexterous manipulation with reinforcement learning", "speech synthesis vocoder"],
])("%s is nearer to %s than to %s", (text, near, far) => {
  expect(similarity(text, near)).toBeGreaterThan(similarity(text, far) + 0.05);
});

test("knows its own field better than others", () => {
  expect(model.familiarity("attention in large language models")).toBe(1);
  expect(model.familiarity("hepatocyte apoptosis in cirrhotic livers")).toBeLessThan(0.3);
});

test("vectors cut to their first 64 numbers still tell what is near", () => {
  const cut = (text: string): Float32Array => model.encode(text)?.subarray(0, 64) ?? new Float32Array(64);
  const cosine = (a: Float32Array, b: Float32Array): number =>
    a.reduce((sum, x, at) => sum + x * (b[at] ?? 0), 0) / (Math.hypot(...a) * Math.hypot(...b));
  const text = cut("teaching a small network to imitate a large one");
  expect(cosine(text, cut("knowledge distillation"))).toBeGreaterThan(cosine(text, cut("object detection")) + 0.15);
});
