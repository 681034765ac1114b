import type { Clock } from "../lib/clock.ts";
import type { Log } from "../lib/log.ts";
import type { Envelope, MailLine } from "../lib/smtp.ts";
import type { SmtpOutcome } from "../lib/smtp-outcome.ts";
import { messageOf } from "../lib/errors.ts";
import type { ClaimedMail, OutboxChange } from "../store/outbox-store.ts";
import type { Store } from "../store/store.ts";
import { bounceOfReply } from "./digest-bounce-points.ts";
import { scoreBounce } from "./digest-bounces.ts";
import { OutboxLedger } from "./outbox-ledger.ts";
import type { OutboxPacer } from "./outbox-pacer.ts";
import { waitAfter } from "./outbox-waits.ts";

export interface ReadyMail {
  readonly envelope: Envelope;
  readonly message: Buffer;
}

export interface OutboxDeps {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  /** Makes the mail of a row; undefined when what it was to say is gone. */
  readonly compose: (mail: ClaimedMail) => Promise<ReadyMail | undefined>;
  readonly openLine: () => MailLine;
  readonly pacer: OutboxPacer;
  /** Connections used at once. */
  readonly lines: number;
  /** The longest that a server may take for one mail. */
  readonly longestSendMs: number;
}

export interface SendingReport {
  readonly sent: number;
  readonly deferred: number;
  readonly failed: number;
  readonly unknown: number;
  /** Why sending stopped before the outbox was empty; undefined when it was not the server's doing. */
  readonly trouble: string | undefined;
}

/** Mails claimed at once for each line: enough to spare commits, few enough to be sent before the lease ends. */
const CLAIMED_PER_LINE = 8;
const CLAIM_LEASE_MS = 120_000;
const LEASE_MARGIN_MS = 60_000;

interface SendingOptions {
  readonly signal: AbortSignal;
  /** No mail is begun after this moment. */
  readonly until?: number | undefined;
}

/**
 * Sends the mails that are due. Any number of processes may do so at once. A mail is `sending` on disk before its final
 * dot leaves; what is still `sending` after its lease has lost its sender and becomes `unknown`: it is never sent again
 * by itself (docs/decisions/0017).
 */
export async function sendOutbox(deps: OutboxDeps, options: SendingOptions): Promise<SendingReport> {
  const run = new SendingRun(deps, options);
  return await run.finish();
}

class SendingRun {
  readonly #deps: OutboxDeps;
  readonly #signal: AbortSignal;
  readonly #until: number;
  readonly #ledger: OutboxLedger;
  readonly #report = { sent: 0, deferred: 0, failed: 0, unknown: 0 };
  #claimed: ClaimedMail[] = [];
  #refill: Promise<void> | undefined;
  #trouble: string | undefined;

  constructor(deps: OutboxDeps, { signal, until = Infinity }: SendingOptions) {
    this.#deps = deps;
    this.#signal = signal;
    this.#until = until;
    this.#ledger = new OutboxLedger(deps.store.outbox);
  }

  async finish(): Promise<SendingReport> {
    const lines = Array.from({ length: this.#deps.lines }, async () => await this.#runLine());
    const ends = await Promise.allSettled(lines);
    await this.#giveBackClaimed();
    for (const end of ends) if (end.status === "rejected") throw end.reason;
    return { ...this.#report, trouble: this.#trouble };
  }

  get #mayGoOn(): boolean {
    return !this.#signal.aborted && this.#trouble === undefined && this.#deps.clock.now() < this.#until;
  }

  async #runLine(): Promise<void> {
    await using line = this.#deps.openLine();
    while (this.#mayGoOn) {
      const mail = await this.#next();
      if (!mail) return;
      const isTurn = await this.#deps.pacer.turn(this.#signal).then(
        () => this.#mayGoOn,
        () => false,
      );
      if (isTurn) await this.#send(line, mail);
      else this.#claimed.push(mail);
    }
  }

  async #next(): Promise<ClaimedMail | undefined> {
    if (this.#claimed.length === 0) await (this.#refill ??= this.#claim().finally(() => (this.#refill = undefined)));
    return this.#claimed.shift();
  }

  async #claim(): Promise<void> {
    const { store, clock, lines } = this.#deps;
    const limit = Math.min(lines * CLAIMED_PER_LINE, this.#deps.pacer.mailsWithin(CLAIM_LEASE_MS / 2));
    this.#claimed.push(...(await store.outbox.claim(limit, clock.now(), CLAIM_LEASE_MS)));
  }

  async #giveBackClaimed(): Promise<void> {
    const dueAt = this.#deps.clock.now();
    await Promise.all(this.#claimed.map(async (mail) => await this.#ledger.note({ mail, to: "queued", dueAt })));
  }

  async #send(line: MailLine, mail: ClaimedMail): Promise<void> {
    const { clock, compose, longestSendMs } = this.#deps;
    const ready = await compose(mail);
    if (!ready) {
      const reply = "What this mail was to say is gone.";
      await this.#ledger.note({ mail, to: "failed", reply, now: clock.now() });
      this.#report.failed += 1;
      return;
    }
    const outcome = await line.send(ready.envelope, ready.message, async () => {
      const leaseUntil = clock.now() + longestSendMs + LEASE_MARGIN_MS;
      return await this.#ledger.note({ mail, to: "sending", leaseUntil });
    });
    await this.#settle(mail, outcome);
  }

  async #settle(mail: ClaimedMail, outcome: SmtpOutcome): Promise<void> {
    const { clock, pacer, log } = this.#deps;
    if (outcome.kind === "withdrawn") return;
    const change = changeAfter(mail, outcome, clock.now());
    if (!(await this.#ledger.note(change))) log.warn({ mail: mail.id }, "a mail was taken over while it was sent");
    if (change.to !== "queued" && change.to !== "sending") this.#report[change.to] += 1;
    if (outcome.kind === "sent") pacer.recover();
    if (outcome.kind === "unknown")
      log.warn({ mail: mail.id, reply: outcome.reply }, "nobody knows whether a mail arrived");
    if (outcome.kind !== "refused") return;
    if (outcome.code !== undefined && outcome.code < 500) pacer.slowDown();
    if (outcome.by === "server") this.#trouble ??= outcome.reply;
    if (change.to === "failed") await this.#scoreRefusal(mail, outcome.reply);
  }

  async #scoreRefusal(mail: ClaimedMail, reply: string): Promise<void> {
    const { store, clock, log } = this.#deps;
    const points = bounceOfReply(reply);
    if (points === undefined) return;
    await scoreBounce({ store, clock }, mail.subscription.address.id, points).catch((error: unknown) =>
      log.error({ mail: mail.id, error: messageOf(error) }, "a bounce could not be counted"),
    );
  }
}

/** What an outcome makes of a mail. */
export function changeAfter(
  mail: ClaimedMail,
  outcome: Exclude<SmtpOutcome, { kind: "withdrawn" }>,
  now: number,
): OutboxChange {
  if (outcome.kind !== "refused") return { mail, to: outcome.kind, reply: outcome.reply, now };
  // What a server says of us is no fault of the reader's: that may be mended, so it is tried again.
  const isFinal = outcome.isPermanent && outcome.by !== "server";
  const waitMs = isFinal ? undefined : waitAfter(mail.attempts);
  if (waitMs === undefined) return { mail, to: "failed", reply: outcome.reply, now };
  return { mail, to: "deferred", reply: outcome.reply, dueAt: now + waitMs };
}
