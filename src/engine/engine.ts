import { FolderIndex } from "./folder/folder-index.ts";
import { releaseLocks } from "./folder/writer-lock.ts";
import type { AnswerLimits } from "./matching/answer.ts";
import type { Answer, Question } from "./question.ts";
import type { IndexDocument, Schema } from "./schema.ts";

export interface IndexOptions {
  /** Holds the files of this index and nothing else; made by its first writer. */
  readonly folder: string;
  readonly schema: Schema;
  /** Names what the documents come from. An index made from anything else is not used. */
  readonly madeFrom: string;
}

export interface IndexStats {
  /** What can be found. */
  readonly documents: number;
  /** Those of them that no file holds yet. */
  readonly uncommitted: number;
  readonly bytes: number;
  readonly segments: readonly { readonly documents: number; readonly deleted: number; readonly bytes: number }[];
}

/**
 * A searchable set of documents in a folder. One process writes, any number read; a reader sees what was committed as soon
 * as it refreshes. Everything here can be made again, so what is damaged is not used: see `rebuildReason`.
 */
export interface Index extends Disposable {
  readonly isWriter: boolean;
  /** How far the owner's own log of changes is committed; 0 in an empty index. */
  readonly position: number;
  /** Why the index in the folder is not used; it is empty then. Undefined while all is well. */
  readonly rebuildReason: string | undefined;
  /** Takes the right to write, unless another holds it; whether this index has it now. Reads what was committed last. */
  becomeWriter(): boolean;
  /** Adds documents, or replaces those of the same keys. Visible to the next search. Only for the writer, as all below. */
  put(documents: readonly IndexDocument[]): void;
  remove(keys: readonly number[]): void;
  /** Keeps everything, and `position` with it. Throws what the file system throws; then nothing is kept, nothing is lost. */
  commit(position: number): void;
  /** Takes one step of upkeep where one is due: whether there was one. Searches and changes may go on meanwhile. */
  maintain(): Promise<boolean>;
  /** Forgets all documents, at once and for good. */
  clear(): void;
  /** Takes in what the writer has committed since; whether there was anything. Cheap when there was not. */
  refresh(): boolean;
  /** Throws `UserError` for a question over the limits. */
  search(question: Question, limits?: AnswerLimits): Answer;
  /** The process that writes this index. */
  writer(): number | undefined;
  stats(): IndexStats;
  /**
   * Of the documents truly nearest to a vector, the share that a search finds: measured with so many stored vectors as
   * questions, over the first `at` of each. Compares each with every document. Undefined without vectors.
   */
  vectorRecall(questions: number, at: number): number | undefined;
  /** Reads all files again and says what is wrong with them; nothing when all is sound. */
  check(): readonly string[];
}

/** Opens an index for reading. One that is not there yet is empty. Throws when the folder cannot be read. */
export function openIndex(options: IndexOptions): Index {
  return new FolderIndex(options);
}

/** Frees an index of the lock of a thread of this process that ended without disposing of it. */
export const releaseIndex = (folder: string): void => releaseLocks(folder);
