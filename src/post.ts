import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "./config.ts";
import { findForDigest } from "./daily/digest-search.ts";
import { makeDueDigests, previewDigest, type DigestDeps } from "./daily/digest.ts";
import type { EditionShelf } from "./daily/edition-shelf.ts";
import { sendOutbox, type OutboxDeps, type SendingReport } from "./daily/outbox.ts";
import { OutboxPacer } from "./daily/outbox-pacer.ts";
import { queueSending } from "./daily/subscription.ts";
import type { Choices } from "./daily/subscription-choices.ts";
import { tidyMail } from "./daily/tidy-mail.ts";
import type { TrendingBoard } from "./daily/trending-board.ts";
import type { JobFunctions } from "./jobs/job-function.ts";
import type { Clock } from "./lib/clock.ts";
import { UserError } from "./lib/errors.ts";
import type { Log } from "./lib/log.ts";
import { parseMailbox } from "./lib/mail-address.ts";
import { MailFolder } from "./lib/mail-folder.ts";
import type { DkimKey } from "./lib/mail-dkim.ts";
import { parseSmtpUrl, SMTP_WAITS, SmtpLine } from "./lib/smtp.ts";
import type { PaperIndex } from "./search/paper-index.ts";
import type { Store } from "./store/store.ts";
import { domainOf, type MailSettings } from "./surfaces/mail/mail-settings.ts";
import type { RenderedMail } from "./surfaces/mail/render-mail.tsx";

interface PostDeps {
  readonly config: Config;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly shelf: EditionShelf;
  readonly board: TrendingBoard;
  readonly index: () => PaperIndex;
}

/** Mail, put together from the settings. */
export interface Post {
  /** Where mails go, in words for readers of the sources page. */
  readonly destination: string;
  /** What somebody with these choices would be sent now; undefined while there are no papers. */
  preview(choices: Choices): Promise<RenderedMail | undefined>;
  /** Queues the digests that are due; gives how many. */
  makeDue(signal: AbortSignal): Promise<number>;
  /** Sends what is queued, for at most so long. */
  send(signal: AbortSignal, forMs?: number): Promise<SendingReport>;
  readonly jobs: JobFunctions;
}

/** Connections to the mail server used at once: their mails share commits, so that the disk does not set the pace. */
const LINES = 8;
/** A job sends this long, then lets other jobs have their turn. */
const SLICE_MS = 30_000;
const AFTER_TROUBLE_MS = 60_000;

/** Throws `UserError` for settings of mail that cannot be. */
export function createPost(deps: PostDeps): Post {
  const { config, store, clock } = deps;
  const settings = mailSettings(config);
  const digests: DigestDeps = { ...deps, find: findForDigest(deps) };
  const outbox = outboxDeps(deps, settings);
  const makeDue = async (signal: AbortSignal) => await makeDueDigests(digests, signal);
  const send = async (signal: AbortSignal, forMs = Infinity) =>
    await sendOutbox(outbox(), { signal, until: clock.now() + forMs });
  return {
    destination: destinationOf(config),
    async preview(choices) {
      const draft = await previewDigest(digests, choices);
      if (!draft) return undefined;
      const { renderDigest } = await import("./surfaces/mail/render-mail.tsx");
      const keys = draft.papers.map(({ key }) => key);
      const [papers, guesses] = await Promise.all([store.papers.load(keys), store.trending.guesses(keys)]);
      return renderDigest(draft, papers, guesses, settings.publicUrl);
    },
    makeDue,
    send,
    jobs: postJobs(deps, makeDue, send),
  };
}

function postJobs({ store, clock }: PostDeps, makeDue: Post["makeDue"], send: Post["send"]): JobFunctions {
  return {
    async digests(_job, { signal }) {
      await makeDue(signal);
      await queueSending({ store, clock });
    },
    async "tidy-mail"(_job, { signal }) {
      await tidyMail({ store, clock }, signal);
    },
    async mail({ payload }, { signal }) {
      const { trouble } = await send(signal, SLICE_MS);
      signal.throwIfAborted();
      const nextAt = await store.outbox.nextDueAt();
      if (nextAt === undefined) return;
      const now = clock.now();
      const runAt = Math.max(nextAt, now + (trouble === undefined ? 0 : AFTER_TROUBLE_MS));
      // The key of the job at hand is taken while it runs: two take turns. One for later must not keep these waiting.
      const turn = payload["turn"] === 1 ? 0 : 1;
      await store.jobs.add({
        name: "mail",
        key: runAt > now ? "mail-later" : `mail-${turn}`,
        payload: { turn },
        runAt,
      });
    },
  };
}

const outboxFolder = ({ data }: Config): string => join(data, "outbox");

function destinationOf(config: Config): string {
  const server = parseSmtpUrl(config.smtpUrl);
  return server
    ? `Mails are sent through ${server.host}.`
    : `No mail server is set (BROADSHEET_SMTP_URL), so mails are written to ${outboxFolder(config)}.`;
}

/** The parts that sending needs. The code that sets mails is loaded with the first one: most commands send none. */
function outboxDeps(deps: PostDeps, settings: MailSettings): () => OutboxDeps {
  const { config, store, clock, log } = deps;
  const server = parseSmtpUrl(config.smtpUrl);
  const folder = outboxFolder(config);
  let composer: Promise<OutboxDeps["compose"]> | undefined;
  const openComposer = async (): Promise<OutboxDeps["compose"]> => {
    const { createComposer } = await import("./surfaces/mail/compose-mail.ts");
    return createComposer({ store, clock, settings });
  };
  let parts: OutboxDeps | undefined;
  return () =>
    (parts ??= {
      store,
      clock,
      log,
      compose: async (mail) => await (await (composer ??= openComposer()))(mail),
      openLine: () => (server ? new SmtpLine(server) : new MailFolder(folder)),
      pacer: new OutboxPacer(clock, config.mailRate),
      lines: LINES,
      longestSendMs: SMTP_WAITS.envelopeMs + SMTP_WAITS.dotMs,
    });
}

function mailSettings(config: Config): MailSettings {
  const mailbox = config.mailFrom === "" ? undefined : parseMailbox(config.mailFrom);
  if (config.smtpUrl !== "" && !mailbox) {
    throw new UserError(
      "invalid",
      `BROADSHEET_MAIL_FROM must say whom mails are from, such as "Broadsheet <papers@example.org>"; it is "${config.mailFrom}".`,
    );
  }
  const address = mailbox?.address.given ?? "broadsheet@localhost.localdomain";
  const name = mailbox && mailbox.name !== "" ? mailbox.name : "Broadsheet";
  const publicUrl = config.url ?? `http://localhost:${config.port}`;
  return { from: { name, address }, publicUrl, dkim: dkimKey(config, domainOf(address)) };
}

function dkimKey({ dkimKey: file, dkimSelector: selector }: Config, domain: string): DkimKey | undefined {
  if (file === "") return undefined;
  try {
    const privateKey = createPrivateKey(readFileSync(file));
    if (privateKey.asymmetricKeyType !== "rsa") throw new TypeError("it is no RSA key");
    return { domain, selector, privateKey };
  } catch (error) {
    throw new UserError("invalid", `BROADSHEET_DKIM_KEY must be a file with an RSA key in PEM form; it is "${file}".`, {
      cause: error,
    });
  }
}
