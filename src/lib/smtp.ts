import { isIPv4 } from "node:net";
import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import { messageOf } from "./errors.ts";
import { outcomeOfFailure, tidyReply, type SmtpFailure, type SmtpOutcome, type SmtpPhase } from "./smtp-outcome.ts";

export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte. */
  readonly isSecure: boolean;
  /** STARTTLS or nothing: passwords do not travel in the clear. */
  readonly needsTls: boolean;
  readonly login: { readonly user: string; readonly pass: string } | undefined;
}

/** Reads `smtp://user:password@host:587` or `smtps://host`; undefined for any other address. */
export function parseSmtpUrl(text: string): SmtpServer | undefined {
  const url = URL.parse(text);
  if (!url || (url.protocol !== "smtp:" && url.protocol !== "smtps:") || url.hostname === "") return undefined;
  const isSecure = url.protocol === "smtps:";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  const isHere = host === "localhost" || host === "::1" || (isIPv4(host) && host.startsWith("127."));
  const login =
    url.username === ""
      ? undefined
      : { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) };
  return {
    host,
    port: url.port === "" ? (isSecure ? 465 : 587) : Number(url.port),
    isSecure,
    needsTls: login !== undefined && !isHere,
    login,
  };
}

export interface SmtpWaits {
  /** For the connection, the greeting and the whole envelope together. */
  readonly envelopeMs: number;
  /** For the answer to the final dot: RFC 5321, 4.5.3.2.6 asks for ten minutes. */
  readonly dotMs: number;
}

export const SMTP_WAITS: SmtpWaits = { envelopeMs: 120_000, dotMs: 600_000 };

export interface Envelope {
  readonly from: string;
  readonly to: string;
}

/** Where mails are handed over, one after another. Never throws: what became of a mail is its answer. */
export interface MailLine extends AsyncDisposable {
  /** Asks `mayEnd` when the server has everything but the final dot; it must make durable that the rest may have been sent. */
  send(envelope: Envelope, message: Buffer, mayEnd: () => Promise<boolean>): Promise<SmtpOutcome>;
}

/** One connection to a mail server, opened at need and kept for the next mail. */
export class SmtpLine implements MailLine {
  readonly #server: SmtpServer;
  readonly #waits: SmtpWaits;
  #connection: SMTPConnection | undefined;

  constructor(server: SmtpServer, waits: SmtpWaits = SMTP_WAITS) {
    this.#server = server;
    this.#waits = waits;
  }

  async send(envelope: Envelope, message: Buffer, mayEnd: () => Promise<boolean>): Promise<SmtpOutcome> {
    const wasKept = this.#connection !== undefined;
    const progress: Progress = { phase: "connect" };
    const outcome = await this.#try(envelope, message, mayEnd, progress);
    // A server ends a connection that was idle; that says nothing about this mail.
    const wasIdleEnd = progress.phase === "envelope" && outcome.kind === "refused" && outcome.by === "server";
    return wasKept && wasIdleEnd ? await this.#try(envelope, message, mayEnd, { phase: "connect" }) : outcome;
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#connection?.quit();
    this.#connection = undefined;
    return Promise.resolve();
  }

  async #try(
    envelope: Envelope,
    message: Buffer,
    mayEnd: () => Promise<boolean>,
    progress: Progress,
  ): Promise<SmtpOutcome> {
    const { promise, resolve } = Promise.withResolvers<SmtpOutcome>();
    const fail = (error: SmtpFailure): void => resolve(outcomeOfFailure(progress.phase, error));
    const deadline = new Deadline(() => fail({ message: "The mail server did not answer in time." }));
    deadline.set(this.#waits.envelopeMs);
    this.#exchange({ envelope, message, mayEnd, progress, deadline, resolve, fail }).catch((error: unknown) =>
      fail(error instanceof Error ? error : { message: messageOf(error) }),
    );
    const outcome = await promise;
    deadline.clear();
    await this.#keepOrClose(outcome);
    return outcome;
  }

  async #exchange(exchange: Exchange): Promise<void> {
    const { envelope, message, progress, deadline, resolve, fail } = exchange;
    const connection = (this.#connection ??= await this.#open(fail));
    progress.phase = "envelope";
    const body = gatedMessage(
      message,
      async () => {
        if (!(await exchange.mayEnd())) {
          resolve({ kind: "withdrawn" });
          return false;
        }
        deadline.set(this.#waits.dotMs);
        return true;
      },
      progress,
    );
    connection.once("error", fail);
    connection.send({ from: envelope.from, to: [envelope.to], size: message.length }, body, (error, sent) => {
      connection.removeListener("error", fail);
      if (error) fail(error);
      else resolve({ kind: "sent", reply: tidyReply(sent?.response ?? "") });
    });
  }

  async #open(fail: (error: SmtpFailure) => void): Promise<SMTPConnection> {
    const { host, port, isSecure, needsTls, login } = this.#server;
    const { envelopeMs, dotMs } = this.#waits;
    const connection = new SMTPConnection({
      host,
      port,
      secure: isSecure,
      requireTLS: needsTls,
      connectionTimeout: envelopeMs,
      greetingTimeout: envelopeMs,
      socketTimeout: Math.max(envelopeMs, dotMs),
      socketCloseTimeout: 0,
      maxResponseSize: MAX_REPLY_BYTES,
    });
    const forget = (): void => {
      if (this.#connection === connection) this.#connection = undefined;
    };
    // Without a listener an error of an idle connection would end the process.
    connection.on("error", forget);
    connection.once("end", forget);
    connection.once("error", fail);
    this.#connection = connection;
    await new Promise<void>((resolve, reject) => connection.connect((error) => (error ? reject(error) : resolve())));
    if (login) {
      const { user, pass } = login;
      await new Promise<void>((resolve, reject) =>
        connection.login({ user, pass, credentials: { user, pass } }, (error) => (error ? reject(error) : resolve())),
      );
    }
    connection.removeListener("error", fail);
    return connection;
  }

  /** After a plain refusal the line serves the next mail; after anything else it is cut. */
  async #keepOrClose(outcome: SmtpOutcome): Promise<void> {
    const connection = this.#connection;
    if (!connection || outcome.kind === "sent") return;
    const isOrderly = outcome.kind === "refused" && outcome.by !== "server" && outcome.code !== undefined;
    const isReset = isOrderly && (await resetWithin(connection, RESET_MS));
    if (isReset) return;
    connection.close();
    this.#connection = undefined;
  }
}

const RESET_MS = 5_000;
const SLICE_BYTES = 64 * 1024;
/** RFC 5321 allows 512 bytes a line; nobody needs more than some lines. */
const MAX_REPLY_BYTES = 16 * 1024;

async function resetWithin(connection: SMTPConnection, ms: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const deadline = new Deadline(() => resolve(false));
  deadline.set(ms);
  connection.once("end", () => resolve(false));
  connection.reset((error) => resolve(!error));
  const isReset = await promise;
  deadline.clear();
  return isReset;
}

interface Progress {
  phase: SmtpPhase;
}

interface Exchange {
  readonly envelope: Envelope;
  readonly message: Buffer;
  readonly mayEnd: () => Promise<boolean>;
  readonly progress: Progress;
  readonly deadline: Deadline;
  readonly resolve: (outcome: SmtpOutcome) => void;
  readonly fail: (error: SmtpFailure) => void;
}

class Deadline {
  readonly #act: () => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(act: () => void) {
    this.#act = act;
  }

  set(ms: number): void {
    this.clear();
    this.#timer = setTimeout(this.#act, ms);
  }

  clear(): void {
    clearTimeout(this.#timer);
  }
}

/**
 * The message as a stream that ends only when `mayEnd` allows it. nodemailer writes the final dot when the stream ends and
 * hides that moment otherwise: a connection lost after it looks like one that never was.
 */
function gatedMessage(message: Buffer, mayEnd: () => Promise<boolean>, progress: Progress): Readable {
  let written = 0;
  return new Readable({
    read() {
      progress.phase = "body";
      if (written < message.length) {
        // In slices, so that the end waits until the socket has taken nearly all.
        this.push(message.subarray(written, (written += SLICE_BYTES)));
        return;
      }
      const end = async (): Promise<void> => {
        if (!(await mayEnd()) || this.destroyed) return;
        progress.phase = "dot";
        this.push(null);
      };
      end().catch((error: unknown) => this.destroy(new Error(messageOf(error), { cause: error })));
    },
  });
}
