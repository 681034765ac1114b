import { spawnSync } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { join } from "node:path";
import fc from "fast-check";
import PostalMime from "postal-mime";
import { describe, expect, test } from "vitest";
import { draftDigest } from "../../src/daily/digest-content.ts";
import { subscriptionToken } from "../../src/daily/subscription-tokens.ts";
import type { DkimKey } from "../../src/lib/mail-dkim.ts";
import { saveSightings } from "../../src/ingest/save-sightings.ts";
import { createComposer } from "../../src/surfaces/mail/compose-mail.ts";
import type { ClaimedMail } from "../../src/store/outbox-store.ts";
import type { PaperKey, Store } from "../../src/store/store.ts";
import { fakeClock } from "../fake-clock.ts";
import { aDay, aSighting, anAbstract } from "../make.ts";
import { openTestStore } from "../test-store.ts";
import { addReaders } from "./queued-mails.ts";

const NOW = Date.parse("2026-08-24T06:00:00Z");
const SITE = "https://papers.example.org";
const FROM = { name: "Broadsheet", address: "papers@example.org" };
const PYTHON = "/usr/bin/python3";
const hasDkim = spawnSync(PYTHON, ["-c", "import dkim"]).status === 0;
const hasPython = spawnSync(PYTHON, ["-c", "import email"]).status === 0;

const NASTY = [
  "Bread & <b>butter</b> \u{1F600} “quotes” — dashes",
  "\r\nBcc: eve@example.org\r\n\r\nbody",
  "<script>alert(1)</script><img src=x onerror=alert(1)>",
  "A bound of $O(n^2)$ for $\\alpha$-trees",
  ".\r\n.\r\nQUIT\r\n",
  "=?utf-8?q?=0D=0ABcc=3A_eve=40example.org?=",
];

async function fill(store: Store, titles: readonly string[]): Promise<readonly PaperKey[]> {
  const sightings = titles.map((title, number) =>
    aSighting({
      source: "hugging-face",
      ids: [`arXiv:2608.0${1000 + number}`],
      title,
      abstract: `${anAbstract(number)} ${title} And more. And more again.`,
      authors: ["Ada Lovelace", `Eve <${title}>`],
      days: ["2026-08-24"],
      kind: "featured",
      counts: { votes: 40 - number, stars: 1_204 },
      links: { code: "https://github.com/example/code?a=1&b=2", project: "javascript:alert(1)" },
    }),
  );
  await store.ingest(async (transaction) => await saveSightings(transaction, sightings, NOW));
  const changes = await store.papers.changesSince(0, 1_000);
  return changes.map(({ key }) => key);
}

/** One digest with all these papers, as the mail of one reader. */
async function aDigestMail(store: Store, titles: readonly string[]): Promise<ClaimedMail> {
  const keys = await fill(store, titles);
  const [subscription] = await addReaders(store, 1, NOW);
  if (!subscription) throw new Error("there is no reader");
  const day = aDay("2026-08-24");
  const papers = keys.map((key, index) => ({ key, mark: "v1", isBrief: index >= 30 }));
  const content = {
    first: day,
    last: day,
    frequency: "daily",
    categories: ["cs.CL"],
    q: "",
    again: [],
    more: 3,
  } as const;
  const digest = draftDigest(content, papers);
  await store.outbox.settleDue([{ subscription, digest, nextDueAt: NOW + 1, coveredTo: day }], NOW);
  const [mail] = await store.outbox.claim(1, NOW, 1);
  if (!mail) throw new Error("there is no mail");
  return mail;
}

const composer = (store: Store, dkim?: DkimKey) =>
  createComposer({ store, clock: fakeClock(NOW), settings: { from: FROM, publicUrl: SITE, dkim } });

function askPython(message: Buffer, ...args: readonly string[]) {
  const { stdout, stderr } = spawnSync(PYTHON, [join(import.meta.dirname, "verify-dkim.py"), ...args], {
    input: message,
  });
  if (stdout.length === 0) throw new Error(stderr.toString());
  return JSON.parse(stdout.toString()) as Record<string, unknown>;
}

describe("a digest as it is sent", () => {
  test("says the same to two parsers, and carries nothing that a paper has put in", async ({ skip }) => {
    if (!hasPython) skip("skipped: there is no /usr/bin/python3");
    await using store = await openTestStore();
    const mail = await aDigestMail(store, NASTY);
    const ready = await composer(store)(mail);
    if (!ready) throw new Error("nothing was composed");
    const parsed = await PostalMime.parse(ready.message);
    const python = askPython(ready.message);
    expect(python["defects"]).toEqual([]);
    expect(parsed.subject).toBe(python["subject"]);
    expect(parsed.text?.trim()).toBe((python["text"] as string).replaceAll("\r\n", "\n").trim());
    expect(parsed.html?.trim()).toBe((python["html"] as string).replaceAll("\r\n", "\n").trim());
    expect(parsed.to?.map(({ address }) => address)).toEqual(["reader0@example.org"]);
    expect(python["headers"]).not.toContain("bcc");
    const tags = (parsed.html ?? "").match(/<[^>]*>/g) ?? [];
    expect(
      tags.filter((tag) => /^<(?:script|img|link|iframe|form)|\s(?:src|on\w+)=|javascript:|url\(/i.test(tag)),
    ).toEqual([]);
    expect(parsed.html).toContain("O(n²)");
    expect(parsed.text).toContain("α-trees");
    const lines = (parsed.text ?? "").split("\n");
    expect(lines.filter((line) => line.length > 72 && !line.includes("://"))).toEqual([]);
  });

  test("has the headers of a list, and one address that ends it", async () => {
    await using store = await openTestStore();
    const mail = await aDigestMail(store, ["A paper"]);
    const ready = await composer(store)(mail);
    const { headers, html } = await PostalMime.parse(ready?.message ?? "");
    const own = `${SITE}/subscriptions/${subscriptionToken(await store.subscriptions.secret(), 1)}`;
    const value = (name: string) => headers.find(({ key }) => key === name)?.value;
    expect(value("list-unsubscribe")).toBe(`<${own}>`);
    expect(value("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
    expect(value("list-id")).toBe("Broadsheet digest <digest.example.org>");
    expect(value("auto-submitted")).toBe("auto-generated");
    expect(value("precedence")).toBe("list");
    expect(value("message-id")).toMatch(/^<digest\.1\.1\.[\w-]{27}@example\.org>$/);
    expect(html).toContain(own);
  });

  test("keeps its Message-ID when it is composed again, and no two readers share one", async () => {
    await using store = await openTestStore();
    const mail = await aDigestMail(store, ["A paper"]);
    const idOf = async (wish: ClaimedMail) =>
      (await PostalMime.parse((await composer(store)(wish))?.message ?? "")).messageId;
    expect(await idOf(mail)).toBe(await idOf(mail));
    const other = { ...mail, subscription: { ...mail.subscription, id: 2 } };
    expect(await idOf(other)).not.toBe(await idOf(mail));
  });

  test("stays under 102 kB with thirty long papers", async () => {
    await using store = await openTestStore();
    const mail = await aDigestMail(
      store,
      Array.from({ length: 42 }, (_, number) => `${number} ${"\u{1F600} & <long> ".repeat(60)}`),
    );
    const { html } = await PostalMime.parse((await composer(store)(mail))?.message ?? "");
    expect(Buffer.byteLength(html ?? "")).toBeGreaterThan(20_000);
    expect(Buffer.byteLength(html ?? "")).toBeLessThanOrEqual(102_000);
  });

  test("is signed over both unsubscribe headers, as python3-dkim agrees", async ({ skip }) => {
    if (!hasDkim) skip("skipped: python3-dkim is not installed");
    await using store = await openTestStore();
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2_048 });
    const record = publicKey.export({ type: "spki", format: "der" }).toString("base64");
    const mail = await aDigestMail(store, NASTY);
    const ready = await composer(store, { domain: "example.org", selector: "sheet", privateKey })(mail);
    const message = ready?.message ?? Buffer.alloc(0);
    const signature = /^DKIM-Signature:[\s\S]*?(?=^\S)/im.exec(message.toString("latin1"))?.[0] ?? "";
    const signed = /;h=([^;]+)/.exec(signature.replace(/\s/g, ""))?.[1]?.toLowerCase().split(":") ?? [];
    expect(signed).toEqual(expect.arrayContaining(["from", "list-unsubscribe", "list-unsubscribe-post", "message-id"]));
    expect(askPython(message, record)["dkim"]).toBe(true);
    const forged = Buffer.from(
      message.toString("latin1").replace("List-Unsubscribe=One-Click", "List-Unsubscribe=Two"),
      "latin1",
    );
    expect(askPython(forged, record)["dkim"]).toBe(false);
  });
});

describe("whatever a title or a name holds", () => {
  test("no header, recipient or line of SMTP is added", async () => {
    const { buildMessage } = await import("../../src/lib/mail-message.ts");
    const evil = fc.array(
      fc.constantFrom(
        "\r",
        "\n",
        "\r\n",
        "\0",
        "\u2028",
        ":",
        "Bcc: eve@example.org",
        "<",
        ">",
        ",",
        "é",
        "\u202e",
        "x",
      ),
      {
        maxLength: 40,
      },
    );
    await fc.assert(
      fc.asyncProperty(evil, evil, async (subject, name) => {
        const message = await buildMessage({
          from: { name: name.join(""), address: "papers@example.org" },
          to: "ada@example.org",
          subject: `Papers ${subject.join("")}`,
          messageId: "<a@example.org>",
          date: new Date(NOW),
          text: "x",
          html: "<p>x",
          headers: { "List-Id": `${name.join("")} <digest.example.org>` },
        });
        const { headers, to, bcc } = await PostalMime.parse(message);
        expect(headers.map(({ key }) => key).sort()).toEqual([
          "content-type",
          "date",
          "from",
          "list-id",
          "message-id",
          "mime-version",
          "subject",
          "to",
        ]);
        expect(to?.map(({ address }) => address)).toEqual(["ada@example.org"]);
        expect(bcc).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });
});
