import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { getCACertificates, setDefaultCACertificates } from "node:tls";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { sendOutbox } from "../../src/daily/outbox.ts";
import { parseSmtpUrl } from "../../src/lib/smtp.ts";
import { fakeClock } from "../fake-clock.ts";
import { openTestStore } from "../test-store.ts";
import { queueDigests, senderDeps, type SenderWish } from "./queued-mails.ts";
import { startScriptedSmtp } from "./scripted-smtp.ts";
import { selfSigned, type KeyedCertificate } from "./self-signed.ts";

const START = Date.parse("2026-08-24T06:00:00Z");
const NEXT_YEAR = Date.now() + 90 * 86_400_000;
const LAST_YEAR = Date.now() - 90 * 86_400_000;
const WAITS = { envelopeMs: 5_000, dotMs: 5_000 };
const signal = new AbortController().signal;

const right = selfSigned("127.0.0.1", NEXT_YEAR);
const strange = selfSigned("127.0.0.1", NEXT_YEAR);
const otherName = selfSigned("mail.example.org", NEXT_YEAR);
const old = selfSigned("127.0.0.1", LAST_YEAR);

const usual = getCACertificates();
beforeAll(() => setDefaultCACertificates([...usual, ...[right, otherName, old].map(({ cert }) => cert)]));
afterAll(() => setDefaultCACertificates(usual));

interface SecureServer extends AsyncDisposable {
  readonly port: number;
  /** Every command that names a reader or a password, over TLS or in the clear. */
  readonly told: readonly string[];
  readonly taken: readonly { readonly isEncrypted: boolean }[];
}

async function startSecureServer(certificate: KeyedCertificate, isSecure: boolean): Promise<SecureServer> {
  const taken: { isEncrypted: boolean }[] = [];
  const told: string[] = [];
  const server = new SMTPServer({
    ...certificate,
    secure: isSecure,
    authOptional: true,
    onMailFrom({ address }, _session, done) {
      told.push(address);
      done();
    },
    onData(stream, session, done) {
      stream.resume();
      stream.on("end", () => {
        taken.push({ isEncrypted: session.secure });
        done();
      });
    },
  });
  server.on("error", () => undefined);
  await once(server.listen(0, "127.0.0.1"), "listening");
  return {
    taken,
    told,
    port: (server.server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => await new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

async function sendOne(wish: Omit<SenderWish, "waits">) {
  await using store = await openTestStore();
  await queueDigests(store, 1, START);
  const { trouble } = await sendOutbox(senderDeps(store, fakeClock(START), { waits: WAITS, ...wish }), { signal });
  return { trouble, counts: await store.outbox.counts() };
}

const WAYS: readonly { readonly way: string; readonly isSecure: boolean; readonly needsTls: boolean }[] = [
  { way: "STARTTLS that is asked for", isSecure: false, needsTls: true },
  { way: "STARTTLS that is offered", isSecure: false, needsTls: false },
  { way: "TLS from the first byte", isSecure: true, needsTls: false },
];

describe.each(WAYS)("with $way", ({ isSecure, needsTls }) => {
  test("a mail travels encrypted to a server that proves its name", async () => {
    await using server = await startSecureServer(right, isSecure);
    const { counts } = await sendOne({ port: server.port, isSecure, needsTls });
    expect(counts).toMatchObject({ sent: 2, deferred: 0 });
    expect(server.taken).toEqual([{ isEncrypted: true }]);
  });

  test.each([
    { name: "nobody vouches for", certificate: strange, trouble: /self-signed certificate/ },
    { name: "names another server", certificate: otherName, trouble: /does not match certificate's altnames/ },
    { name: "has expired", certificate: old, trouble: /certificate has expired/ },
  ])("a certificate that $name is told nothing, and the mail waits", async ({ certificate, trouble }) => {
    await using server = await startSecureServer(certificate, isSecure);
    const tried = await sendOne({ port: server.port, isSecure, needsTls });
    expect(tried.trouble).toMatch(trouble);
    expect(tried.counts).toMatchObject({ deferred: 1, unknown: 0, failed: 0 });
    expect({ told: server.told, taken: server.taken }).toEqual({ told: [], taken: [] });
  });
});

test("a server that speaks in the clear where TLS begins at once is told nothing", async () => {
  await using server = await startScriptedSmtp();
  const { counts } = await sendOne({ port: server.port, isSecure: true });
  expect(counts).toMatchObject({ deferred: 1 });
  expect(server.taken).toEqual([]);
  expect(server.commands.join("\n")).not.toMatch(/EHLO|MAIL|AUTH/);
});

describe("the address of a mail server", () => {
  test.each([
    ["smtps://mail.example.org", { port: 465, isSecure: true, needsTls: false }],
    ["smtp://mail.example.org", { port: 587, isSecure: false, needsTls: false }],
    ["smtp://ada:secret@mail.example.org:25", { port: 25, isSecure: false, needsTls: true }],
    ["smtp://ada:secret@localhost", { isSecure: false, needsTls: false }],
    ["smtp://ada:secret@127.0.0.2", { isSecure: false, needsTls: false }],
    ["smtp://ada:secret@[::1]", { isSecure: false, needsTls: false }],
    ["smtp://ada:secret@127.mail.example.org", { isSecure: false, needsTls: true }],
    ["smtp://ada:secret@127.0.0.1.example.org", { isSecure: false, needsTls: true }],
    ["smtp://ada:secret@localhost.example.org", { isSecure: false, needsTls: true }],
  ])("%s lets a password travel in the clear on this machine only", (text, expected) => {
    expect(parseSmtpUrl(text)).toMatchObject(expected);
  });
});
