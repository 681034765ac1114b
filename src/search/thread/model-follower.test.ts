import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import type { EmbedderChoice } from "../embedder-choice.ts";
import { ModelFollower } from "./model-follower.ts";

let server: Server | undefined;
afterEach(() => server?.close());

/** Speaks OpenAI's embeddings API with vectors of four numbers; counts what it is asked. */
async function startServer(): Promise<{ url: string; asked: () => number }> {
  let asked = 0;
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => (body += chunk.toString()));
    request.on("end", () => {
      asked += 1;
      const { input } = JSON.parse(body) as { input: readonly string[] };
      response.setHeader("Content-Type", "application/json");
      response.end(JSON.stringify({ data: input.map((_, index) => ({ index, embedding: [1, 2, 3, 4] })) }));
    });
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`, asked: () => asked };
}

const remote = (url: string, folder: string): EmbedderChoice => ({
  kind: "openai",
  url,
  model: "tiny",
  key: "",
  folder,
  userAgent: "Broadsheet test",
  namedHosts: [new URL(url).host],
});

test("a server's model is asked once how long its vectors are, and remembered", async () => {
  await using folder = await temporaryFolder();
  const { url, asked } = await startServer();
  const first = await new ModelFollower(remote(url, folder.path), () => undefined).load();
  expect([first.space, first.dimensions]).toEqual(["openai-tiny-4", 4]);
  expect(asked()).toBe(1);
  const second = await new ModelFollower(remote(url, folder.path), () => undefined).load();
  expect([second.space, asked()]).toEqual(["openai-tiny-4", 1]);
  expect((await second.embed(["a text"]))[0]).toHaveLength(4);
});

test("without its model papers are found by words, and it is tried again every minute", async () => {
  const troubles: string[] = [];
  const follower = new ModelFollower({ kind: "onnx", folder: "/nowhere" }, (message) => troubles.push(message));
  expect((await follower.load()).space).toBe("none");
  expect(troubles[0]).toMatch(/^Papers are found by their words alone: /);
  expect(await follower.replacement(100_000)).toBeUndefined();
  expect(await follower.replacement(100_001)).toBeUndefined();
  expect(troubles).toHaveLength(2);
});
