import type { Deed, Fault, Moment } from "./scripted-smtp.ts";

export interface FaultCell {
  readonly name: string;
  readonly fault: Fault;
  /** `knowable`: the mail was surely not taken, or surely was. `unknowable`: nobody can tell. */
  readonly expected: "deferred" | "failed" | "unknown" | "sent";
  /** The sender was told never to write in the clear. */
  readonly needsTls?: boolean;
}

const reply = (text: string): Deed => ({ do: "reply", text: `${text}\r\n` });
const BEFORE_THE_END: readonly Moment[] = ["banner", "ehlo", "mail", "rcpt", "data", "body"];

const breaks: readonly (readonly [string, Deed])[] = [
  ["reset", { do: "reset" }],
  ["end of connection", { do: "end" }],
  ["silence", { do: "stall" }],
];

/** A broken connection is known to be harmless at every moment before the final dot. */
const broken: readonly FaultCell[] = BEFORE_THE_END.flatMap((at) =>
  breaks.map(([name, deed]): FaultCell => ({ name: `${name} at ${at}`, fault: { at, deed }, expected: "deferred" })),
);

const passing = [
  "421 4.3.2 closing",
  "450 4.2.0 greylisted",
  "451 4.3.0 local error",
  "452 4.3.1 no room",
  "454 4.7.0 tls",
];
const temporary: readonly FaultCell[] = (["banner", "mail", "rcpt", "data", "dot"] as const).flatMap((at) =>
  passing.map((text): FaultCell => ({
    name: `${text} at ${at}`,
    fault: { at, deed: reply(text) },
    expected: "deferred",
  })),
);

const lasting = [
  "550 5.1.1 no such user",
  "550 5.7.1 policy",
  "552 5.2.2 full",
  "554 5.0.0 no",
  "501 5.5.4 syntax",
  "503 5.5.1 order",
];
const permanent: readonly FaultCell[] = [
  ...(["rcpt", "data", "dot"] as const).flatMap((at) =>
    lasting.map((text): FaultCell => ({
      name: `${text} at ${at}`,
      fault: { at, deed: reply(text) },
      expected: "failed",
    })),
  ),
  // About us, not about the reader: somebody may mend it.
  ...(["banner", "mail"] as const).flatMap((at) =>
    ["550 5.7.1 not you", "554 5.7.1 blocked"].map((text): FaultCell => ({
      name: `${text} at ${at}`,
      fault: { at, deed: reply(text) },
      expected: "deferred",
    })),
  ),
];

const oddReplies: readonly (readonly [string, Deed])[] = [
  ["garbage", reply("\x00\xff\xfe what")],
  ["a multi-line reply cut short", { do: "reply", text: "250-one\r\n250-tw" }],
  ["a reply of 100 kB", reply(`250 ${"x".repeat(100_000)}`)],
  ["a reply a byte at a time", { do: "drip", text: "250 at last\r\n", gapMs: 150 }],
];
const odd: readonly FaultCell[] = (["banner", "mail", "rcpt", "data"] as const).flatMap((at) =>
  oddReplies.map(([name, deed]): FaultCell => ({
    name: `${name} at ${at}`,
    fault: { at, deed },
    expected: "deferred",
  })),
);

/** The window of RFC 1047: the server has it all and the answer does not come. */
const unknowable: readonly FaultCell[] = [
  ...breaks.flatMap(([name, deed]): readonly FaultCell[] => [
    { name: `taken, then ${name}`, fault: { at: "dot", deed, isTaken: true }, expected: "unknown" },
    { name: `not taken, ${name}`, fault: { at: "dot", deed, isTaken: false }, expected: "unknown" },
  ]),
  ...oddReplies
    .filter(([name]) => !name.includes("100 kB"))
    .map(([name, deed]): FaultCell => ({
      name: `taken, then ${name}`,
      fault: { at: "dot", deed, isTaken: true },
      expected: "unknown",
    })),
];

const harmless: readonly FaultCell[] = [
  ...breaks.map(([name, deed]): FaultCell => ({
    name: `${name} at quit`,
    fault: { at: "quit", deed },
    expected: "sent",
  })),
  { name: "421 at quit", fault: { at: "quit", deed: reply("421 no") }, expected: "sent" },
  { name: "greylisted once", fault: { at: "rcpt", deed: reply("450 4.2.0 later"), times: 1 }, expected: "deferred" },
];

/** Whoever stands between us and the server can take STARTTLS out of its answers, or answer for it. */
const inTheClear: readonly Pick<FaultCell, "name" | "fault">[] = [
  { name: "STARTTLS stripped", fault: { at: "starttls", deed: reply("502 5.5.1 no such command") } },
  { name: "EHLO refused, which only HELO survives", fault: { at: "ehlo", deed: reply("502 5.5.1 no") } },
  { name: "STARTTLS offered, then 454", fault: { at: "starttls", deed: reply("454 4.7.0 not now") } },
  { name: "STARTTLS offered, then 554", fault: { at: "starttls", deed: reply("554 5.7.3 no") } },
  { name: "STARTTLS taken, and no TLS follows", fault: { at: "starttls", deed: reply("220 go ahead") } },
  {
    name: "replies slipped in behind STARTTLS",
    fault: { at: "starttls", deed: reply("220 go ahead\r\n250-mail.example\r\n250 8BITMIME\r\n250 ok\r\n250 ok") },
  },
  ...breaks.map(([name, deed]) => ({ name: `${name} at starttls`, fault: { at: "starttls", deed } }) as const),
];
const stripped = inTheClear.map((cell): FaultCell => ({ ...cell, expected: "deferred", needsTls: true }));

export const FAULT_CELLS: readonly FaultCell[] = [
  ...broken,
  ...temporary,
  ...permanent,
  ...stripped,
  ...odd,
  ...unknowable,
  ...harmless,
];
