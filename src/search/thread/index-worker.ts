import { parentPort, workerData, type MessagePort } from "node:worker_threads";
import { systemClock } from "../../lib/clock.ts";
import { messageOf, UserError } from "../../lib/errors.ts";
import { openPaperReader } from "../../store/open.ts";
import { FollowingIndex } from "./following-index.ts";
import { FollowingNames } from "./following-names.ts";
import type { IndexReply, IndexRequest, IndexThreadOptions } from "./messages.ts";
import { ModelFollower } from "./model-follower.ts";
import { performTask, type Desk } from "./perform-task.ts";

/** The index thread: follows the store's change log and answers questions between two steps. */
async function run(port: MessagePort, options: IndexThreadOptions): Promise<void> {
  const { databaseFile, indexFolder, pollMs } = options;
  await using reader = openPaperReader(databaseFile);
  const stop = new AbortController();
  let wake = new AbortController();
  const waiting: { id: number; change: number }[] = [];
  const reply = (message: IndexReply): void => port.postMessage(message);
  const { papers } = reader;
  const onTrouble = (message: string): void => reply({ kind: "trouble", message });
  const models = new ModelFollower(options.embedder, onTrouble);
  await using index = new FollowingIndex({
    folder: indexFolder,
    papers,
    embedder: await models.load(),
    onTrouble,
    onRebuild: (reason) => reply({ kind: "rebuilding", reason }),
  });

  const names = new FollowingNames(papers);
  const desk: Desk = { following: index, names, papers };

  port.on("message", (request: IndexRequest) => {
    if (request.kind === "stop") stop.abort();
    else if (request.kind === "task") void answer(desk, request, options.deadlineMs).then(reply);
    else {
      waiting.push(request);
      wake.abort();
    }
  });

  while (!stop.signal.aborted) {
    const model = await models.replacement(systemClock.now());
    if (model) await index.use(model);
    const hasMore = await stepOrTell(index, names, reply);
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

type TaskRequest = Extract<IndexRequest, { kind: "task" }>;

/** Never rejects. */
async function answer(desk: Desk, { id, task }: TaskRequest, deadlineMs: number): Promise<IndexReply> {
  const giveUpAt = systemClock.now() + deadlineMs;
  try {
    return { kind: "answered", id, answer: await performTask(desk, task, () => systemClock.now() > giveUpAt) };
  } catch (error) {
    return { kind: "unanswered", id, message: messageOf(error), isRefused: error instanceof UserError };
  }
}

/** A store that cannot be read now, on a full disk say, is read again at the next step. */
async function stepOrTell(
  index: FollowingIndex,
  names: FollowingNames,
  reply: (message: IndexReply) => void,
): Promise<boolean> {
  try {
    // What can be found first, what can be suggested then.
    return (await index.step()) || (await names.step());
  } catch (error) {
    reply({ kind: "trouble", message: messageOf(error) });
    return false;
  }
}

if (parentPort) {
  await run(parentPort, workerData as IndexThreadOptions);
  parentPort.close();
}
