import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import type { Command } from "commander";
import { takeDeliveryReport, type BounceOutcome } from "../../../daily/digest-bounces.ts";
import { resendUnknown } from "../../../daily/subscription.ts";
import { UserError } from "../../../lib/errors.ts";
import { parseDeliveryReport, splitMailbox } from "../../../lib/mail-report.ts";
import { counted } from "../../../lib/words.ts";
import { EXIT } from "../exit-codes.ts";
import type { Act, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { alignTable } from "../table.ts";

interface JsonOption {
  readonly json?: true;
}

/** The commands for what did not go as it should. */
export function addDigestUpkeep(digest: Command, act: Act): void {
  digest
    .command("resend-unknown")
    .description("Queues mails again whose fate is unknown: their readers may get them twice.")
    .argument("[number...]", "only the mails of these numbers; all without one")
    .option("--json", "report as JSON")
    .action(act(resend));
  digest
    .command("bounces")
    .description("Reads reports of mails that came back, from a mailbox file or, for a pipe, from `-`.")
    .argument("<file>", "a mailbox file, one message, or - for standard input")
    .option("--json", "report as JSON")
    .action(act(bounces));
}

async function resend(session: Session, numbers: readonly string[], { json }: JsonOption): Promise<number> {
  const ids = numbers.map((text) => (/^\d{1,15}$/.test(text) ? Number(text) : Number.NaN));
  if (ids.some(Number.isNaN)) throw new UserError("invalid", "Write numbers of mails, as `digest status` shows them.");
  const queued = await session.withApp(async (app) => await resendUnknown(app, ids.length === 0 ? undefined : ids));
  if (json) session.printer.json({ queued });
  else session.printer.line(`${counted(queued, "mail")} queued again.`);
  return EXIT.ok;
}

async function bounces(session: Session, file: string, { json }: JsonOption): Promise<number> {
  const bytes = file === "-" ? await buffer(session.setup.streams.in) : await readMailbox(file);
  if (!bytes) {
    session.printer.failure(`The mailbox ${file} cannot be read. Check its name and rights.`);
    return EXIT.missingInput;
  }
  const counts = await session.withApp(async (app) => await takeReports(app, bytes.toString("latin1")));
  const rows = Object.entries(counts).filter(([, count]) => count > 0);
  if (json) session.printer.json(counts);
  else if (rows.length === 0) session.printer.line("There were no reports in it.");
  else session.printer.lines(alignTable(rows.map(([name, count]) => [WORDS[name as BounceOutcome], String(count)])));
  return EXIT.ok;
}

const WORDS: Readonly<Record<BounceOutcome, string>> = {
  counted: "counted against the address",
  stopped: "address given up",
  complaint: "complaint, address given up",
  "about-us": "about us, not about the address",
  "not-ours": "not about a mail of ours",
};

async function readMailbox(file: string): Promise<Buffer | undefined> {
  return await readFile(file).catch(() => undefined);
}

async function takeReports(app: CliApp, mailbox: string): Promise<Readonly<Record<BounceOutcome, number>>> {
  const counts = { counted: 0, stopped: 0, complaint: 0, "about-us": 0, "not-ours": 0 };
  for (const text of splitMailbox(mailbox)) {
    const report = parseDeliveryReport(text);
    if (report) counts[await takeDeliveryReport(app, report)] += 1;
  }
  return counts;
}
