import { createHttpClient } from "../../lib/http-client.ts";
import { systemClock } from "../../lib/clock.ts";
import { messageOf } from "../../lib/errors.ts";
import { unlimitedTurns } from "../../lib/request-turns.ts";
import { loadBuiltInModel } from "../../inference/built-in-model.ts";
import type { Embedder } from "../../inference/embedder.ts";
import { ModelFolder } from "../../inference/model-folder.ts";
import { createOnnxEmbedder } from "../../inference/onnx-embedder.ts";
import { createOpenAiEmbedder } from "../../inference/openai-embedder.ts";
import type { EmbedderChoice } from "../embedder-choice.ts";
import { UNPLACED } from "./paper-document.ts";
import { rememberedDimensions, rememberDimensions } from "./remembered-dimensions.ts";

/** Reading a model holds questions up for some hundredths of a second. */
const LOOK_EVERY_MS = 60_000;

/** Knows nothing: papers are found by their words until there is a model. */
const NO_MODEL: Embedder = {
  space: UNPLACED.space,
  dimensions: 16,
  embed: (texts) => Promise.resolve(texts.map(() => undefined)),
};

/**
 * The model in use. One that was adapted may come or be put back at any time, by any process; one that cannot be had is tried
 * again every minute.
 */
export class ModelFollower {
  readonly #open: () => Promise<Embedder>;
  readonly #mayChange: boolean;
  readonly #onTrouble: (message: string) => void;
  #space = NO_MODEL.space;
  #lookedAt = 0;

  constructor(choice: EmbedderChoice, onTrouble: (message: string) => void) {
    this.#open = opening(choice);
    this.#mayChange = choice.kind === "built-in" && choice.folder !== undefined;
    this.#onTrouble = onTrouble;
  }

  async load(): Promise<Embedder> {
    try {
      const embedder = await this.#open();
      this.#space = embedder.space;
      return embedder;
    } catch (error) {
      this.#onTrouble(`Papers are found by their words alone: ${messageOf(error)}`);
      return NO_MODEL;
    }
  }

  /** Another model than the last one, if one is in use by now. Looks once a minute. */
  async replacement(now: number): Promise<Embedder | undefined> {
    const isMissing = this.#space === NO_MODEL.space;
    if (!(isMissing || this.#mayChange) || now - this.#lookedAt < LOOK_EVERY_MS) return undefined;
    this.#lookedAt = now;
    const before = this.#space;
    const embedder = await this.load();
    return embedder === NO_MODEL || embedder.space === before ? undefined : embedder;
  }
}

function opening(choice: EmbedderChoice): () => Promise<Embedder> {
  switch (choice.kind) {
    case "built-in":
      return openBuiltIn(choice.folder);
    case "openai":
      return async () => await openRemote(choice);
    case "onnx":
      return async () => await createOnnxEmbedder(choice);
  }
}

function openBuiltIn(path: string | undefined): () => Promise<Embedder> {
  const builtIn = loadBuiltInModel();
  if (path === undefined) return () => Promise.resolve(builtIn);
  const folder = new ModelFolder(path, builtIn);
  return async () => (await folder.load()).model;
}

/** Once seen, the length of its vectors is known, and a start need not wait until the server answers. */
async function openRemote(choice: Extract<EmbedderChoice, { kind: "openai" }>): Promise<Embedder> {
  const { userAgent, namedHosts, folder, url, model } = choice;
  const http = createHttpClient({
    clock: systemClock,
    userAgent,
    allowedHosts: new Set(namedHosts),
    turns: unlimitedTurns,
  });
  const name = `${model} at ${url}`;
  const dimensions = await rememberedDimensions(folder, name);
  const embedder = await createOpenAiEmbedder({ ...choice, http, clock: systemClock, dimensions });
  if (dimensions === undefined) await rememberDimensions(folder, name, embedder.dimensions);
  return embedder;
}
