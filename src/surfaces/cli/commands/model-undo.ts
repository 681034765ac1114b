import { EXIT } from "../exit-codes.ts";
import type { AddCommand, Session } from "../session.ts";
import { modelPlace } from "./model-place.ts";

export const addModelUndoCommand: AddCommand = (model, act) => {
  model
    .command("undo")
    .description("Goes back to the model before the last `model adapt`.")
    .option("--json", "report as JSON")
    .action(act(undo));
};

async function undo(session: Session, { json }: { readonly json?: true }): Promise<number> {
  const { folder } = modelPlace(session);
  const isUndone = await folder.undo();
  const { model } = await folder.load();
  if (json) session.printer.json({ isUndone, space: model.space });
  else if (!isUndone) session.printer.line("Nothing to undo: the model that comes with Broadsheet is in use.");
  else {
    const which = model.card.adaptation === undefined ? "that comes with Broadsheet" : "adapted before";
    session.printer.line(`The model ${which} is in use again.`);
  }
  return EXIT.ok;
}
