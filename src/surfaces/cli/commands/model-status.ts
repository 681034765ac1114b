import type { ModelInUse } from "../../../inference/model-folder.ts";
import { toIso } from "../../../lib/clock.ts";
import { counted, formatNumber } from "../../../lib/words.ts";
import { EXIT } from "../exit-codes.ts";
import type { AddCommand, Session } from "../session.ts";
import { alignTable } from "../table.ts";
import { modelPlace } from "./model-place.ts";

export const addModelStatusCommand: AddCommand = (model, act) => {
  model
    .command("status")
    .description("Says which model is in use, and what it learned from.")
    .option("--json", "report as JSON")
    .action(act(showStatus));
};

async function showStatus(session: Session, { json }: { readonly json?: true }): Promise<number> {
  const inUse = await modelPlace(session).folder.load();
  if (json) session.printer.json(toJson(inUse));
  else session.printer.lines(alignTable(rowsOf(inUse)));
  if (inUse.problem !== undefined) session.printer.note(inUse.problem);
  return EXIT.ok;
}

function toJson({ model, adaptedAtMs, problem }: ModelInUse): object {
  const { name, papers, heldOut, adaptation } = model.card;
  return {
    name,
    space: model.space,
    dimensions: model.dimensions,
    rows: model.parts.vocabulary.size,
    papers,
    heldOut,
    adaptation: adaptation ?? null,
    adaptedAt: adaptedAtMs === undefined ? null : toIso(adaptedAtMs),
    problem: problem ?? null,
  };
}

function rowsOf({ model, adaptedAtMs }: ModelInUse): string[][] {
  const { name, papers, adaptation } = model.card;
  const { words, pairs } = model.parts.vocabulary;
  const rows = [
    ["model", name],
    ["space", model.space],
    ["knows", `${counted(words.length, "word")} and ${counted(pairs.length, "pair of words", "pairs of words")}`],
    ["trained on", counted(papers, "paper")],
  ];
  if (adaptation === undefined || adaptedAtMs === undefined) return [...rows, ["adapted", "no"]];
  const { before, after, heldOutPapers, addedWords } = adaptation;
  return [
    ...rows,
    ["adapted", `${toIso(adaptedAtMs)}, to ${counted(adaptation.papers, "paper")} of yours`],
    ["learned", `${counted(addedWords, "word")} that it did not know`],
    ["effect", `${effectWords(before, after)} on ${formatNumber(heldOutPapers)} papers held out`],
  ];
}

/** Both are mean reciprocal ranks of an abstract by its title. */
export const effectWords = (before: number, after: number): string =>
  `finds abstracts by their titles at ${after.toFixed(3)} (before: ${before.toFixed(3)}; 1 is always first)`;
