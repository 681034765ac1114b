import { createServer, type AddressInfo, type Socket } from "node:net";

/** Where a fault strikes. `body` is while the text comes in, `dot` when its end has come. */
export type Moment = "banner" | "ehlo" | "starttls" | "mail" | "rcpt" | "data" | "body" | "dot" | "quit";

export type Deed =
  | { readonly do: "reply"; readonly text: string }
  /** One byte at a time. */
  | { readonly do: "drip"; readonly text: string; readonly gapMs: number }
  | { readonly do: "reset" }
  | { readonly do: "end" }
  | { readonly do: "stall" };

export interface Fault {
  readonly at: Moment;
  readonly deed: Deed;
  /** At `dot`: whether the server kept the mail all the same. */
  readonly isTaken?: boolean;
  /** How many times it strikes; for ever when absent. */
  readonly times?: number;
  /** Strikes only this recipient's mail. */
  readonly recipient?: string;
  readonly onStrike?: () => void;
}

export interface TakenMail {
  readonly to: string;
  readonly text: string;
  /** When its end had come, in milliseconds of `performance.now()`. */
  readonly at: number;
}

interface Script {
  /** In place of the usual answer to EHLO. */
  readonly extensions?: string;
  /** False for very many mails, whose texts would fill the memory. */
  readonly keepsTexts?: boolean;
}

export interface ScriptedSmtp extends AsyncDisposable {
  readonly port: number;
  /** The truth: every mail that the server kept. */
  readonly taken: readonly TakenMail[];
  /** Times a fault struck. */
  readonly strikes: number;
  readonly commands: readonly string[];
  setFault(fault: Fault | undefined): void;
}

const USUAL: Readonly<Record<Exclude<Moment, "body">, string>> = {
  banner: "220 mail.example ESMTP",
  ehlo: "250-mail.example\r\n250-SIZE 10000000\r\n250 8BITMIME",
  starttls: "502 5.5.1 no such command",
  mail: "250 2.1.0 sender ok",
  rcpt: "250 2.1.5 recipient ok",
  data: "354 go ahead",
  dot: "250 2.0.0 taken",
  quit: "221 bye",
};

/** A mail server over bare sockets that misbehaves exactly as told. */
export async function startScriptedSmtp(script: Script = {}): Promise<ScriptedSmtp> {
  const taken: TakenMail[] = [];
  const commands: string[] = [];
  const sockets = new Set<Socket>();
  let fault: Fault | undefined;
  let strikes = 0;
  const strike = (at: Moment, recipient: string): Fault | undefined => {
    if (fault?.at !== at || strikes >= (fault.times ?? Infinity)) return undefined;
    if (fault.recipient !== undefined && fault.recipient !== recipient) return undefined;
    strikes += 1;
    fault.onStrike?.();
    return fault;
  };
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
    converse(socket, { ...script, strike, taken, commands });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as AddressInfo).port,
    taken,
    commands,
    get strikes() {
      return strikes;
    },
    setFault(next) {
      fault = next;
      strikes = 0;
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

interface Talk extends Script {
  readonly strike: (at: Moment, recipient: string) => Fault | undefined;
  readonly taken: TakenMail[];
  readonly commands: string[];
}

function converse(
  socket: Socket,
  { strike, taken, commands, extensions = `${USUAL.ehlo}\r\n`, keepsTexts = true }: Talk,
): void {
  let recipient = "";
  let text: string | undefined;
  let rest = "";
  /** False when the usual reply must not follow. */
  const answer = (at: Moment): boolean => {
    const fault = strike(at, recipient);
    if (fault) perform(socket, fault.deed);
    return fault === undefined;
  };
  const say = (at: Exclude<Moment, "body">): void => {
    if (answer(at)) socket.write(`${USUAL[at]}\r\n`);
  };
  const endOfText = (body: string): void => {
    const fault = strike("dot", recipient);
    if (!fault || fault.isTaken === true) {
      taken.push({ to: recipient, text: keepsTexts ? body : "", at: performance.now() });
    }
    if (fault) perform(socket, fault.deed);
    else socket.write(`${USUAL.dot}\r\n`);
  };
  const command = (line: string): void => {
    commands.push(line);
    const verb = line.slice(0, 4).toUpperCase();
    if (verb === "EHLO" && answer("ehlo")) socket.write(extensions);
    if (verb === "HELO") socket.write("250 mail.example\r\n");
    if (verb === "STAR") say("starttls");
    if (verb === "MAIL") say("mail");
    if (verb === "RCPT") {
      recipient = /<([^>]*)>/.exec(line)?.[1] ?? "";
      say("rcpt");
    }
    if (verb === "DATA" && answer("data")) {
      socket.write(`${USUAL.data}\r\n`);
      text = "";
    }
    if (verb === "RSET") socket.write("250 reset\r\n");
    if (verb === "QUIT") {
      say("quit");
      socket.end();
    }
  };
  socket.on("data", (chunk) => {
    rest += chunk.toString("latin1");
    for (;;) {
      if (text !== undefined) {
        if (rest.length > 200 && !answer("body")) text = undefined;
        const end = rest.startsWith(".\r\n") ? 0 : rest.indexOf("\r\n.\r\n");
        if (text === undefined || end === -1) return;
        const body = rest.slice(0, end);
        rest = rest.slice(end === 0 ? 3 : end + 5);
        text = undefined;
        endOfText(body);
        continue;
      }
      const end = rest.indexOf("\r\n");
      if (end === -1) return;
      const line = rest.slice(0, end);
      rest = rest.slice(end + 2);
      command(line);
    }
  });
  say("banner");
}

function perform(socket: Socket, deed: Deed): void {
  switch (deed.do) {
    case "reply":
      socket.write(deed.text, "latin1");
      return;
    case "drip": {
      let at = 0;
      const timer = setInterval(() => {
        if (at < deed.text.length && !socket.destroyed) socket.write(deed.text.charAt(at++));
        else clearInterval(timer);
      }, deed.gapMs);
      return;
    }
    case "reset":
      socket.resetAndDestroy();
      return;
    case "end":
      socket.end();
      return;
    case "stall":
      socket.pause();
      return;
  }
}
