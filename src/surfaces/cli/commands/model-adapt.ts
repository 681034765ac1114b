import { adaptModel } from "../../../inference/adapt-model.ts";
import { counted } from "../../../lib/words.ts";
import { paperTexts } from "../../../search/paper-texts.ts";
import { EXIT } from "../exit-codes.ts";
import type { AddCommand, Session } from "../session.ts";
import { modelPlace } from "./model-place.ts";
import { effectWords } from "./model-status.ts";

const HELP = `
Some papers are held out and measure the result: a model that does worse on them is not put in use.
\`broadsheet model undo\` goes back.`;

export const addModelAdaptCommand: AddCommand = (model, act) => {
  model
    .command("adapt")
    .description("Lets the model learn the words of your papers.")
    .option("--json", "report as JSON")
    .addHelpText("after", HELP)
    .action(act(adapt));
};

async function adapt(session: Session, { json }: { readonly json?: true }): Promise<number> {
  const { builtIn, folder } = modelPlace(session);
  const adaptation = await session.withApp(async ({ store }) => {
    using progress = session.progress("Adapting the model");
    return await adaptModel(builtIn, paperTexts(store.papers), {
      signal: session.signal,
      onProgress: ({ done, total }) => progress.show({ done, total, text: `step ${done} of ${total}` }),
    });
  });
  const { file, ...report } = adaptation;
  if (report.isBetter) await folder.save(file);
  if (json) session.printer.json(report);
  else {
    session.printer.lines([
      `Learned from ${counted(report.papers, "paper")}, with ${counted(report.addedWords, "word")} that the model did not know.`,
      `It ${effectWords(report.before, report.after)}.`,
      report.isBetter
        ? "It is in use; a running `serve` takes it up within some minutes."
        : "That is worse, so it is not put in use.",
    ]);
  }
  return EXIT.ok;
}
