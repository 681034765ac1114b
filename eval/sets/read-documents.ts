import { UserError } from "../../src/lib/errors.ts";
import { readLines } from "./read-lines.ts";
import { readRecords } from "./read-records.ts";

/** A paper of a test set, under the id that its judgements call it by. */
export interface TestDocument {
  readonly id: string;
  readonly title: string;
  readonly abstract: string;
  readonly authors: readonly string[];
}

/** The ids that a file names, one a line. */
export async function readIds(file: string): Promise<ReadonlySet<string>> {
  const ids = new Set<string>();
  for await (const { text } of readLines(file)) ids.add(text.trim());
  return ids;
}

/** Reads a corpus, or the part of it that `ids` names. Throws `UserError` when an id stands twice or a named one is not there. */
export async function readDocuments(file: string, ids?: ReadonlySet<string>): Promise<readonly TestDocument[]> {
  const documents = new Map<string, TestDocument>();
  for await (const record of readRecords(file)) {
    const id = record.text("id");
    if (ids && !ids.has(id)) continue;
    if (documents.has(id)) throw new UserError("invalid", `${file} has two documents with the id ${id}.`);
    const title = record.optionalText("title") ?? "";
    const abstract = record.optionalText("abstract") ?? "";
    documents.set(id, { id, title, abstract, authors: record.texts("authors") });
  }
  const absent = [...(ids ?? [])].filter((id) => !documents.has(id));
  if (absent.length > 0)
    throw new UserError("invalid", `${file} lacks ${absent.length} of the ids asked for: ${absent[0]}, for one.`);
  return [...documents.values()];
}
