import type { Command } from "commander";
import { toIso } from "../../../lib/clock.ts";
import { counted } from "../../../lib/words.ts";
import { OUTBOX_STATES, type OutboxState, type UnknownMail } from "../../../store/outbox-store.ts";
import { EXIT } from "../exit-codes.ts";
import type { Printer } from "../printer.ts";
import type { Act, Session } from "../session.ts";
import type { CliApp } from "../setup.ts";
import { alignTable } from "../table.ts";
import { formatMoment } from "../words.ts";

interface StatusOptions {
  readonly json?: true;
}

const UNKNOWN_SHOWN = 20;

/** Where all mail stands, for whoever looks after it. */
export function addDigestStatus(digest: Command, act: Act): void {
  digest
    .command("status")
    .description("Tells how many subscribe, where mails stand, and which ones nobody knows the fate of.")
    .option("--json", "report as JSON")
    .action(act(showStatus));
}

async function showStatus(session: Session, { json }: StatusOptions): Promise<number> {
  const standing = await session.withApp(loadStanding);
  if (json) session.printer.json(toJson(standing));
  else printStanding(session.printer, standing);
  return EXIT.ok;
}

async function loadStanding({ store, post, clock }: CliApp) {
  return {
    now: clock.now(),
    destination: post.destination,
    subscriptions: await store.subscriptions.counts(),
    mails: await store.outbox.counts(),
    nextDueAt: await store.outbox.nextDueAt(),
    lastSentAt: await store.outbox.lastSentAt(),
    unknown: await store.outbox.unknown(UNKNOWN_SHOWN),
  };
}

type Standing = Awaited<ReturnType<typeof loadStanding>>;

const momentOrNull = (epochMs: number | undefined): string | null => (epochMs === undefined ? null : toIso(epochMs));

const toJson = ({ destination, subscriptions, mails, nextDueAt, lastSentAt, unknown }: Standing): object => ({
  destination,
  subscriptions,
  mails,
  nextDueAt: momentOrNull(nextDueAt),
  lastSentAt: momentOrNull(lastSentAt),
  unknown: unknown.map(({ reply, settledAt, ...mail }) => ({
    ...mail,
    reply: reply ?? null,
    settledAt: momentOrNull(settledAt),
  })),
});

function printStanding(printer: Printer, standing: Standing): void {
  const { confirmed, pending, ended, suppressedAddresses } = standing.subscriptions;
  const facts = [
    ["subscriptions", `${confirmed} confirmed, ${pending} pending, ${ended} ended`],
    ["given up", `${counted(suppressedAddresses, "address", "addresses")} never written to again`],
    ["waiting", waitingWords(standing)],
    ["last sent", standing.lastSentAt === undefined ? "never" : formatMoment(standing.lastSentAt)],
  ];
  printer.line(standing.destination);
  printer.line();
  printer.lines(alignTable(facts));
  printer.line();
  printer.lines(
    alignTable(
      OUTBOX_STATES.map((state) => [state, String(standing.mails[state]), MEANINGS[state]]),
      new Set([1]),
    ),
  );
  if (standing.unknown.length > 0) printUnknown(printer, standing);
}

const MEANINGS: Readonly<Record<OutboxState, string>> = {
  queued: "not tried yet",
  deferred: "refused for now, tried again",
  sending: "on their way",
  sent: "taken by the server",
  failed: "refused for good",
  suppressed: "not wanted any more",
  unknown: "taken or lost, nobody knows",
};

function waitingWords({ nextDueAt, now, mails }: Standing): string {
  const waiting = mails.queued + mails.deferred;
  if (nextDueAt === undefined) return "nothing";
  const when = `${nextDueAt > now ? "due" : "due since"} ${formatMoment(nextDueAt)}`;
  return waiting === 0 ? `nothing; looked at again, ${when}` : `${counted(waiting, "mail")}, the first ${when}`;
}

function printUnknown(printer: Printer, { unknown, mails }: Standing): void {
  printer.line();
  printer.line("Of unknown fate, the newest first; `broadsheet digest resend-unknown NUMBER` sends one again:");
  printer.lines(alignTable(unknown.map(unknownRow), new Set([0])));
  const more = mails.unknown - unknown.length;
  if (more > 0) printer.line(`and ${more} more`);
}

const unknownRow = ({ id, address, kind, settledAt, reply }: UnknownMail): readonly string[] => [
  String(id),
  address,
  kind,
  settledAt === undefined ? "" : formatMoment(settledAt),
  reply ?? "",
];
