import { mkdir, open, rename } from "node:fs/promises";
import { join } from "node:path";
import { messageOf } from "./errors.ts";
import type { Envelope, MailLine } from "./smtp.ts";
import type { SmtpOutcome } from "./smtp-outcome.ts";

/** Where mails go when there is no mail server: a file each, named by its Message-ID, whole or not there at all. */
export class MailFolder implements MailLine {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async send(_envelope: Envelope, message: Buffer, mayEnd: () => Promise<boolean>): Promise<SmtpOutcome> {
    try {
      const name = fileName(message);
      await mkdir(this.#folder, { recursive: true });
      const draft = join(this.#folder, `.${name}.part`);
      await writeThrough(draft, message);
      if (!(await mayEnd())) return { kind: "withdrawn" };
      await rename(draft, join(this.#folder, name));
      return { kind: "sent", reply: `written to ${name}` };
    } catch (error) {
      const reply = messageOf(error);
      return { kind: "refused", by: "server", isPermanent: false, code: undefined, reply };
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {}
}

async function writeThrough(path: string, bytes: Buffer): Promise<void> {
  await using file = await open(path, "w");
  await file.writeFile(bytes);
  await file.datasync();
}

function fileName(message: Buffer): string {
  const head = message.subarray(0, 8_192).toString("latin1");
  const [, id = "mail"] = /^Message-ID:\s*<([^<>@\s]{1,200})@/im.exec(head) ?? [];
  return `${id.replace(/[^\w.-]/g, "_")}.eml`;
}
