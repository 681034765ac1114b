import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLog } from "../src/lib/log.ts";
import { type PaperIndex, startPaperIndex } from "../src/search/paper-index.ts";
import { openStore } from "../src/store/open.ts";
import type { Store } from "../src/store/store.ts";
import { adaptTo } from "./adapted-model.ts";
import { paperOfDocument } from "./paper-of-document.ts";
import { say } from "./say.ts";
import type { TestDocument } from "./sets/read-documents.ts";

/** Papers in a store with its search index, as a running Broadsheet has them. */
export interface Library extends AsyncDisposable {
  readonly folder: string;
  readonly store: Store;
  readonly index: PaperIndex;
}

const modelFolderOf = (folder: string): string => join(folder, "model");

/** Opens the store and the index of a data folder, and waits until all its papers can be found. */
export async function openLibrary(folder: string): Promise<Library> {
  const library = await openFolder(folder);
  await library.index.caughtUp();
  return library;
}

async function openFolder(folder: string): Promise<Library> {
  const databaseFile = join(folder, "broadsheet.db");
  const store = await openStore(databaseFile);
  const index = startPaperIndex({
    databaseFile,
    indexFolder: join(folder, "index"),
    embedder: { kind: "built-in", folder: modelFolderOf(folder) },
    log: createLog("warn"),
    lastChange: async () => await store.papers.lastChange(),
  });
  return {
    folder,
    store,
    index,
    async [Symbol.asyncDispose]() {
      await index[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

/** A folder that is removed when it is disposed of. */
export async function createFolder(): Promise<AsyncDisposable & { readonly path: string }> {
  const path = await mkdtemp(join(tmpdir(), "broadsheet-eval-"));
  return { path, [Symbol.asyncDispose]: async () => await rm(path, { recursive: true, force: true }) };
}

interface LibraryOptions {
  /** Whether the model is adapted to the documents first. */
  readonly isAdapted?: boolean | undefined;
}

/** Makes a library of test documents, each a paper of its own under the id it was given. Disposing of it leaves nothing behind. */
export async function createLibrary(
  documents: readonly TestDocument[],
  { isAdapted = false }: LibraryOptions = {},
): Promise<Library> {
  await using made = new AsyncDisposableStack();
  const { path } = made.use(await createFolder());
  if (isAdapted) await adaptTo(documents, modelFolderOf(path));
  const library = made.use(await openFolder(path));
  await save(library.store, documents);
  say("waiting for the index");
  await library.index.caughtUp();
  const kept = made.move();
  return { ...library, [Symbol.asyncDispose]: async () => await kept.disposeAsync() };
}

/** Papers saved in one transaction: the index takes in those of one while the next is written. */
const PORTION = 5_000;

async function save(store: Store, documents: readonly TestDocument[]): Promise<void> {
  for (let from = 0; from < documents.length; from += PORTION) {
    const writes = documents.slice(from, from + PORTION).map(paperOfDocument);
    await store.ingest(async (transaction) => await transaction.save(writes, 0));
    say(`${from + writes.length} of ${documents.length} papers saved`);
  }
}
