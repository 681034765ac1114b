import { InvalidArgumentError, type Command } from "commander";
import { parseChoices } from "../../../daily/subscription-choices.ts";
import { UserError } from "../../../lib/errors.ts";
import { counted } from "../../../lib/words.ts";
import { EXIT } from "../exit-codes.ts";
import type { AddCommand, Session } from "../session.ts";
import { waitForIndex } from "../wait-for-index.ts";
import { addDigestStatus } from "./digest-status.ts";
import { addDigestUpkeep } from "./digest-upkeep.ts";

interface PreviewOptions {
  readonly frequency?: string;
  readonly count?: string;
  readonly categories?: string;
  readonly query?: string;
  readonly html?: true;
}

interface SendOptions {
  readonly json?: true;
}

/** What stands where a reader's own link would. */
const SOMEBODY = "https://example.org/subscriptions/…";

export const addDigestCommand: AddCommand = (program, act) => {
  const digest: Command = program
    .command("digest")
    .summary("preview, send and look after the digests by mail")
    .description("Digests are made and sent by `broadsheet serve`; these commands look at them and lend a hand.");
  digest
    .command("preview")
    .description("Prints the digest that somebody with these choices would be sent now.")
    .option("--frequency <word>", "daily, weekdays or weekly", oneOf(["daily", "weekdays", "weekly"]))
    .option("--count <number>", "papers in full")
    .option("--categories <list>", "only these categories, such as cs.CL,cs.LG")
    .option("--query <words>", "only what this search finds")
    .option("--html", "the HTML part instead of the text")
    .action(act(preview));
  digest
    .command("send")
    .description("Makes the digests that are due and sends all mail that waits, as the server does by itself.")
    .option("--json", "report as JSON")
    .action(act(send));
  addDigestStatus(digest, act);
  addDigestUpkeep(digest, act);
};

function oneOf(words: readonly string[]): (text: string) => string {
  return (text) => {
    if (words.includes(text)) return text;
    throw new InvalidArgumentError(`Write ${words.join(", ")}.`);
  };
}

async function preview(session: Session, { query, html, ...fields }: PreviewOptions): Promise<number> {
  const { value: choices, problems } = parseChoices({ ...fields, q: query });
  const [problem] = problems;
  if (problem) throw new UserError("invalid", problem.message);
  const mail = await session.withApp(async (app) => {
    if (choices.q !== "") await waitForIndex(session, app.index());
    return await app.post.preview(choices);
  });
  if (!mail) {
    session.printer.note("There are no papers yet.");
    return EXIT.nothing;
  }
  if (html) session.printer.line(mail.html(SOMEBODY));
  else session.printer.line(`Subject: ${mail.subject}\n\n${mail.text(SOMEBODY).trimEnd()}`);
  return EXIT.ok;
}

async function send(session: Session, { json }: SendOptions): Promise<number> {
  const report = await session.withApp(async (app) => {
    // What a saved search does not find yet would be passed over for good.
    await waitForIndex(session, app.index());
    const queued = await app.post.makeDue(session.signal);
    return { queued, ...(await app.post.send(session.signal)) };
  });
  const { printer } = session;
  const { queued, sent, deferred, failed, unknown, trouble } = report;
  if (json) printer.json({ ...report, trouble: trouble ?? null });
  else {
    printer.line(`${counted(queued, "digest")} made, ${counted(sent, "mail")} sent.`);
    if (deferred + failed + unknown > 0)
      printer.line(`${deferred} to be tried again, ${failed} failed, ${unknown} of unknown fate.`);
    if (trouble !== undefined) printer.note(`The mail server is in trouble: ${trouble}`);
  }
  return trouble === undefined ? EXIT.ok : EXIT.unavailable;
}
