import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { systemClock } from "../../lib/clock.ts";
import { messageOf } from "../../lib/errors.ts";
import { openPaperReader } from "../../store/open.ts";
import { FollowingIndex } from "./following-index.ts";
import type { IndexReply, IndexRequest, IndexThreadOptions } from "./messages.ts";

/** The index thread: follows the store's change log and answers questions between two steps. */
async function run(port: MessagePort, { databaseFile, pollMs }: IndexThreadOptions): Promise<void> {
  await using reader = openPaperReader(databaseFile);
  const index = new FollowingIndex(reader.papers);
  const stop = new AbortController();
  let wake = new AbortController();
  const waiting: { id: number; change: number }[] = [];
  const reply = (message: IndexReply): void => port.postMessage(message);

  port.on("message", (request: IndexRequest) => {
    if (request.kind === "stop") stop.abort();
    else if (request.kind === "search") reply({ kind: "found", id: request.id, ...index.search(request.question, request) });
    else {
      waiting.push(request);
      wake.abort();
    }
  });

  while (!stop.signal.aborted) {
    const hasMore = await index.step();
    reply({ kind: "progress", ...index.progress });
    for (const { id, change } of waiting.splice(0)) {
      if (index.change >= change) reply({ kind: "caught-up", id });
      else waiting.push({ id, change });
    }
    // A pause of zero still lets questions in between two steps; somebody who waits for a change ends a longer one.
    await systemClock.sleep(hasMore ? 0 : pollMs, AbortSignal.any([stop.signal, wake.signal])).catch(() => undefined);
    wake = new AbortController();
  }
}

if (parentPort) {
  const port = parentPort;
  try {
    await run(port, workerData as IndexThreadOptions);
  } catch (error) {
    port.postMessage({ kind: "failed", message: messageOf(error) } satisfies IndexReply);
  }
  port.close();
}
