import { basename } from "node:path";
import { isHeldOut } from "../src/inference/training/held-out.ts";
import { ask } from "./ask.ts";
import { createLibrary } from "./library.ts";
import { measureModes } from "./measure-modes.ts";
import { knownItemFigures } from "./rank-figures.ts";
import { type Report, reportModes } from "./report.ts";
import { readDocuments, type TestDocument } from "./sets/read-documents.ts";

const DEPTH = 100;

/**
 * Papers that no model is trained on are looked for by their titles, where only abstracts can be found: mean reciprocal
 * rank (0 beyond the first hundred), and the share that stands among the first ten.
 */
export async function evaluateKnownItems(corpus: string): Promise<Report> {
  const documents = (await readDocuments(corpus)).filter(({ abstract }) => abstract !== "");
  const sought = documents.filter(({ title }) => isHeldOut(title));
  await using library = await createLibrary(documents.map(onlyAbstract));
  const measured = await measureModes(sought, async ({ id, title }, mode) => {
    const found = await ask(library, title, { mode, limit: DEPTH });
    return knownItemFigures(
      found.map(({ paper }) => paper.id),
      id,
    );
  });
  return reportModes(`known items of ${basename(corpus)}`, measured);
}

const onlyAbstract = ({ id, abstract }: TestDocument): TestDocument => ({ id, title: "", abstract, authors: [] });
