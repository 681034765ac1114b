import type { AddCommand } from "../session.ts";
import { addModelAdaptCommand } from "./model-adapt.ts";
import { addModelStatusCommand } from "./model-status.ts";
import { addModelTrainCommand } from "./model-train.ts";
import { addModelUndoCommand } from "./model-undo.ts";

export const addModelCommand: AddCommand = (program, act) => {
  const model = program
    .command("model")
    .summary("look at, adapt or train the model that finds by meaning")
    .description("The model turns texts into vectors, so that papers are found by what they mean.");
  for (const addCommand of [addModelStatusCommand, addModelAdaptCommand, addModelUndoCommand, addModelTrainCommand])
    addCommand(model, act);
};
