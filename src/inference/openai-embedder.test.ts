import type { IncomingMessage, ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { afterEach, describe, expect, test } from "vitest";
import { fakeClock } from "../../test/fake-clock.ts";
import { startLocalServer } from "../../test/upstream/local-server.ts";
import { systemClock } from "../lib/clock.ts";
import { Unavailable, UserError } from "../lib/errors.ts";
import { createHttpClient } from "../lib/http-client.ts";
import { unlimitedTurns } from "../lib/request-turns.ts";
import type { Embedder } from "./embedder.ts";
import { createOpenAiEmbedder, type OpenAiOptions } from "./openai-embedder.ts";

interface Asked {
  readonly path: string | undefined;
  readonly authorization: string | undefined;
  readonly model: string;
  readonly input: readonly string[];
}

let cleanUp = new AsyncDisposableStack();
afterEach(async () => {
  await cleanUp.disposeAsync();
  cleanUp = new AsyncDisposableStack();
});

/** Vectors that tell which text they are of, in an order of the server's own. */
const vectorsOf = (input: readonly string[]): object => ({
  data: input.map((words, index) => ({ index, embedding: [words.length, 1, 0, 2] })).toReversed(),
});

type Answer = (asked: Asked, response: ServerResponse) => void;
const answerRightly: Answer = ({ input }, response) => void response.end(JSON.stringify(vectorsOf(input)));

/** A stand-in for a server of embeddings; `asked` holds what it was asked. */
async function embedderFor(answer: Answer, options: Partial<OpenAiOptions> = {}) {
  const asked: Asked[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const question = {
      path: request.url,
      authorization: request.headers.authorization,
      ...(JSON.parse(await text(request)) as Pick<Asked, "model" | "input">),
    };
    asked.push(question);
    answer(question, response);
  };
  const server = cleanUp.use(await startLocalServer(respond));
  const http = cleanUp.use(
    createHttpClient({
      clock: systemClock,
      userAgent: "broadsheet/test",
      turns: unlimitedTurns,
      allowedHosts: new Set([server.host]),
    }),
  );
  const create = async (): Promise<Embedder> =>
    await createOpenAiEmbedder({
      http,
      clock: fakeClock(0),
      url: `${server.origin}/v1/`,
      model: "small",
      random: () => 0.5,
      ...options,
    });
  return { asked, create };
}

describe("an embedder behind OpenAI's interface", () => {
  test("asks for the vectors of its model, and gives them at length 1 and in the order of the texts", async () => {
    const { asked, create } = await embedderFor(answerRightly, { key: "secret" });
    const embedder = await create();
    expect(embedder).toMatchObject({ space: "openai-small-4", dimensions: 4 });
    const [short, long] = await embedder.embed(["ab", "abcd"]);
    expect(Array.from(short ?? [])).toEqual([2, 1, 0, 2].map((number) => expect.closeTo(number / 3, 5) as number));
    expect(long?.[0]).toBeCloseTo(4 / Math.hypot(4, 1, 2), 5);
    expect(asked.at(-1)).toMatchObject({
      path: "/v1/embeddings",
      authorization: "Bearer secret",
      model: "small",
      input: ["ab", "abcd"],
    });
  });

  test("asks in batches, and not for empty texts", async () => {
    const { asked, create } = await embedderFor(answerRightly);
    const texts = Array.from({ length: 150 }, (_, index) => (index % 50 === 0 ? " " : `text ${index}`));
    const vectors = await (await create()).embed(texts);
    expect(vectors.flatMap((vector, index) => (vector === undefined ? [index] : []))).toEqual([0, 50, 100]);
    expect(asked.slice(1).map(({ input }) => input.length)).toEqual([64, 64, 19]);
    expect(asked[0]?.authorization).toBeUndefined();
  });

  test.each([429, 500, 503])("asks again after %i", async (status) => {
    let failures = 2;
    const { asked, create } = await embedderFor((question, response) => {
      if (asked.length > 1 && failures-- > 0) response.writeHead(status).end();
      else answerRightly(question, response);
    });
    expect(await (await create()).embed(["ab"])).toEqual([expect.any(Float32Array)]);
    expect(asked).toHaveLength(4);
  });

  test("is unavailable when the server stays down", async () => {
    const { asked, create } = await embedderFor((_asked, response) => response.writeHead(503).end());
    await expect(create()).rejects.toThrow(Unavailable);
    expect(asked).toHaveLength(4);
  });

  test.each([
    [400, "no such model"],
    [401, "bad key"],
    [404, ""],
  ])("says what a refusal with %i says, and does not insist", async (status, words) => {
    const { asked, create } = await embedderFor((_asked, response) => response.writeHead(status).end(words));
    const attempt = create();
    await expect(attempt).rejects.toThrow(UserError);
    await expect(attempt).rejects.toThrow(words === "" ? `(${status})` : `(${status}: ${words})`);
    expect(asked).toHaveLength(1);
  });

  test.each([
    ["no JSON", "<html>"],
    ["another shape", JSON.stringify({ data: [{ embedding: "x" }] })],
    ["too few vectors", JSON.stringify({ data: [] })],
  ])("is unavailable when the answer is %s", async (_case, body) => {
    const { create } = await embedderFor((_asked, response) => response.end(body));
    await expect(create()).rejects.toThrow(/did not answer with 1 vectors/);
  });

  test("is unavailable when vectors change their length", async () => {
    const { asked, create } = await embedderFor((question, response) => {
      if (asked.length === 1) answerRightly(question, response);
      else response.end(JSON.stringify({ data: [{ index: 0, embedding: [1, 2] }] }));
    });
    const embedder = await create();
    await expect(embedder.embed(["ab"])).rejects.toThrow(/2 numbers instead of 4/);
  });

  test("does not send texts and keys on to where a redirect leads", async () => {
    const { asked, create } = await embedderFor(
      (_asked, response) => response.writeHead(307, { location: "/elsewhere" }).end(),
      { key: "secret" },
    );
    await expect(create()).rejects.toThrow(/sends questions on elsewhere/);
    expect(asked.every(({ path }) => path === "/v1/embeddings")).toBe(true);
  });
});
