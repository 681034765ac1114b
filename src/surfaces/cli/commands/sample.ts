import { addSample, removeSample } from "../../../ingest/sample.ts";
import { EXIT } from "../exit-codes.ts";
import type { AddCommand, Session } from "../session.ts";
import { counted } from "../../../lib/words.ts";

interface SampleOptions {
  readonly json?: true;
}

export const addSampleCommand: AddCommand = (program, act) => {
  const sample = program
    .command("sample")
    .summary("look for, remove or put back the sample edition")
    .description(
      "The sample edition fills the first front page. Papers that a real source has brought too stay when it goes.",
    );
  sample
    .command("status")
    .description("Says whether the sample edition is here.")
    .option("--json", "report as JSON")
    .action(act(status));
  sample
    .command("remove")
    .description("Takes the sample edition away for good.")
    .option("--json", "report as JSON")
    .action(act(remove));
  sample
    .command("add")
    .description("Puts the sample edition back.")
    .option("--json", "report as JSON")
    .action(act(add));
};

async function status(session: Session, { json }: SampleOptions): Promise<number> {
  const counts = await session.withApp(async ({ store }) => await store.sources.sightingCounts());
  const papers = counts.get("sample") ?? 0;
  const text =
    papers === 0 ? "The sample edition is not here." : `The sample edition is here, with ${counted(papers, "paper")}.`;
  return answer(session, json, { papers }, text);
}

async function remove(session: Session, { json }: SampleOptions): Promise<number> {
  const { removed, kept } = await session.withApp(removeSample);
  const alsoKept = kept === 0 ? "" : ` ${counted(kept, "paper")} that other sources brought too stayed.`;
  return answer(session, json, { removed, kept }, `${counted(removed, "sample paper")} removed.${alsoKept}`);
}

async function add(session: Session, { json }: SampleOptions): Promise<number> {
  const added = await session.withApp(async (app) => await addSample(app, await app.readSample()));
  return answer(
    session,
    json,
    { added },
    added === 0 ? "All sample papers were here already." : `${counted(added, "sample paper")} added.`,
  );
}

function answer({ printer }: Session, json: true | undefined, value: object, text: string): number {
  if (json) printer.json(value);
  else printer.line(text);
  return EXIT.ok;
}
