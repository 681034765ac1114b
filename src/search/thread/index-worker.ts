import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { systemClock } from "../../lib/clock.ts";
import { messageOf, UserError } from "../../lib/errors.ts";
import { openPaperReader } from "../../store/open.ts";
import { FollowingIndex } from "./following-index.ts";
import type { IndexReply, IndexRequest, IndexThreadOptions } from "./messages.ts";

/** The index thread: follows the store's change log and answers questions between two steps. */
async function run(port: MessagePort, options: IndexThreadOptions): Promise<void> {
  const { databaseFile, indexFolder, pollMs } = options;
  await using reader = openPaperReader(databaseFile);
  const stop = new AbortController();
  let wake = new AbortController();
  const waiting: { id: number; change: number }[] = [];
  const reply = (message: IndexReply): void => port.postMessage(message);
  await using index = new FollowingIndex({
    folder: indexFolder,
    papers: reader.papers,
    onTrouble: (message) => reply({ kind: "trouble", message }),
    onRebuild: (reason) => reply({ kind: "rebuilding", reason }),
  });

  port.on("message", (request: IndexRequest) => {
    if (request.kind === "stop") stop.abort();
    else if (request.kind === "search") reply(answer(index, request, options.deadlineMs));
    else {
      waiting.push(request);
      wake.abort();
    }
  });

  while (!stop.signal.aborted) {
    const hasMore = await stepOrTell(index, reply);
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

type SearchRequest = Extract<IndexRequest, { kind: "search" }>;

function answer(index: FollowingIndex, { id, question, offset, limit }: SearchRequest, deadlineMs: number): IndexReply {
  const giveUpAt = systemClock.now() + deadlineMs;
  try {
    return { kind: "found", id, ...index.search(question, { offset, limit }, () => systemClock.now() > giveUpAt) };
  } catch (error) {
    return { kind: "unanswered", id, message: messageOf(error), isRefused: error instanceof UserError };
  }
}

/** A store that cannot be read now, on a full disk say, is read again at the next step. */
async function stepOrTell(index: FollowingIndex, reply: (message: IndexReply) => void): Promise<boolean> {
  try {
    return await index.step();
  } catch (error) {
    reply({ kind: "trouble", message: messageOf(error) });
    return false;
  }
}

if (parentPort) {
  await run(parentPort, workerData as IndexThreadOptions);
  parentPort.close();
}
