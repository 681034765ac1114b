import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import type { Delivery, Page } from "./page.ts";

/** Puts an answer on the wire, in the way its fault asks for. */
export async function deliver(page: Page, response: ServerResponse): Promise<void> {
  const { delivery } = page;
  if (delivery?.kind === "silence") return;
  const length =
    page.status === 304 || delivery?.kind === "endless" ? {} : { "content-length": String(page.body.length) };
  response.writeHead(page.status, { ...length, ...page.headers });
  if (delivery) await sendFaulty(page, delivery, response);
  else sendWhole(page, response);
}

/** A body that is not as long as its header says can only end with the connection. */
function sendWhole(page: Page, response: ServerResponse): void {
  const declared = page.headers["content-length"];
  response.end(page.status === 304 ? undefined : page.body);
  if (declared !== undefined && Number(declared) !== page.body.length) response.socket?.end();
}

async function sendFaulty(page: Page, delivery: Delivery, response: ServerResponse): Promise<void> {
  if (delivery.kind === "reset") {
    response.write(page.body.subarray(0, delivery.afterBytes));
    // The bytes must be on their way before the reset, which would overtake them.
    await wait(50);
    response.socket?.resetAndDestroy();
  }
  if (delivery.kind === "drip") await send(drops(page.body, delivery.bytesPerSecond), response);
  if (delivery.kind === "endless") await send(forever(page.body), response);
}

/** Ends without a word when the client goes away, as it is meant to. */
async function send(chunks: Iterable<Buffer> | AsyncIterable<Buffer>, response: ServerResponse): Promise<void> {
  await pipeline(chunks, response).catch(() => {});
}

async function* drops(body: Buffer, bytesPerSecond: number): AsyncGenerator<Buffer> {
  const step = Math.max(1, Math.floor(bytesPerSecond / 20));
  for (let sent = 0; sent < body.length; sent += step) {
    yield body.subarray(sent, sent + step);
    await wait((1000 * step) / bytesPerSecond);
  }
}

function* forever(chunk: Buffer): Generator<Buffer> {
  for (;;) yield chunk;
}
