import { z } from "zod";
import { backoffMs } from "../lib/backoff.ts";
import type { Clock } from "../lib/clock.ts";
import { Unavailable, UserError } from "../lib/errors.ts";
import type { HttpAsker, HttpResponse } from "../lib/http-client.ts";
import type { Embedder } from "./embedder.ts";
import { toUnit } from "./to-unit.ts";

export interface OpenAiOptions {
  readonly http: HttpAsker;
  readonly clock: Clock;
  /** Up to and without `/embeddings`, such as `https://api.openai.com/v1` or `http://localhost:11434/v1`. */
  readonly url: string;
  readonly model: string;
  readonly key?: string | undefined;
  /** How long its vectors are, where that is known: the server is not asked at the start then. */
  readonly dimensions?: number | undefined;
  readonly random?: () => number;
}

const TEXTS_IN_BATCH = 64;
/** Models read 512 to 8,192 tokens; what is longer than any of them would be refused. */
const MOST_CHARACTERS = 8_000;
const TRIES = 4;
const BACKOFF = { firstMs: 1_000, maxMs: 20_000 };
const TIMEOUT_MS = 120_000;

const answerSchema = z.object({
  data: z.array(z.object({ index: z.int().nonnegative(), embedding: z.array(z.number()) })),
});

/**
 * Asks a server that speaks OpenAI's embeddings API (platform.openai.com/docs/api-reference/embeddings), in batches, a few
 * times. Asks once at the start how long its vectors are, unless told. Throws `Unavailable` while it cannot be reached, and
 * `UserError` when it refuses what it is asked.
 */
export async function createOpenAiEmbedder(options: OpenAiOptions): Promise<Embedder> {
  const dimensions = options.dimensions ?? (await askPatiently(options, ["science"]))[0]?.length ?? 0;
  return {
    space: `openai-${options.model}-${dimensions}`,
    dimensions,
    async embed(texts) {
      const vectors: (Float32Array | undefined)[] = texts.map(() => undefined);
      const told = [...texts.keys()].filter((index) => texts[index]?.trim() !== "");
      for (let from = 0; from < told.length; from += TEXTS_IN_BATCH) {
        const batch = told.slice(from, from + TEXTS_IN_BATCH);
        const answers = await askPatiently(
          options,
          batch.map((index) => texts[index] ?? ""),
        );
        for (const [at, index] of batch.entries()) vectors[index] = checked(answers[at], dimensions, options);
      }
      return vectors;
    },
  };
}

function checked(vector: readonly number[] | undefined, dimensions: number, { url }: OpenAiOptions) {
  if (vector?.length === dimensions) return toUnit(vector);
  throw new Unavailable(
    hostOf(url),
    `${hostOf(url)} answered with a vector of ${vector?.length ?? 0} numbers instead of ${dimensions}.`,
  );
}

const hostOf = (url: string): string => new URL(url).host;

async function askPatiently(options: OpenAiOptions, texts: readonly string[]): Promise<readonly (readonly number[])[]> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask(options, texts);
    } catch (error) {
      if (!(error instanceof Unavailable) || tries === TRIES) throw error;
      const waitMs = backoffMs(BACKOFF, tries, (options.random ?? Math.random)());
      await options.clock.sleep(Math.min(BACKOFF.maxMs, Math.max(error.retryAfterMs ?? 0, waitMs)));
    }
  }
}

async function ask(
  { http, url, model, key }: OpenAiOptions,
  texts: readonly string[],
): Promise<readonly (readonly number[])[]> {
  const response = await http.ask({
    url: `${url.replace(/\/+$/, "")}/embeddings`,
    headers: key === undefined || key === "" ? {} : { authorization: `Bearer ${key}` },
    json: { model, input: texts.map((text) => text.slice(0, MOST_CHARACTERS)), encoding_format: "float" },
    timeoutMs: TIMEOUT_MS,
  });
  if (response.status !== 200) throw refused(response, url);
  const answer = answerSchema.safeParse(parseJson(response.body));
  if (answer.success && answer.data.data.length === texts.length) {
    return answer.data.data.toSorted((a, b) => a.index - b.index).map(({ embedding }) => embedding);
  }
  throw new Unavailable(hostOf(url), `${hostOf(url)} did not answer with ${texts.length} vectors.`, {
    cause: answer.error,
  });
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString());
  } catch {
    return undefined;
  }
}

function refused({ status, body }: HttpResponse, url: string): UserError {
  const said = Buffer.from(body.subarray(0, 200)).toString().replace(/\s+/g, " ").trim();
  return new UserError(
    "invalid",
    `${hostOf(url)} refuses to make vectors (${status}${said === "" ? "" : `: ${said}`}). Look at the embedder's URL, model and key.`,
  );
}
