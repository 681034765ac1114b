import { createHash, sign as signBytes, type KeyObject } from "node:crypto";
import { promisify } from "node:util";

export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** An RSA key, read once: that takes as long as a signature. */
  readonly privateKey: KeyObject;
}

/** RFC 8058 wants both unsubscribe headers signed; the rest is what receivers look at. */
const SIGNED_HEADERS = [
  "from",
  "to",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "list-id",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "auto-submitted",
];

/** Off the main thread: an RSA signature takes a millisecond or two. */
const signInThread = promisify(signBytes);

/** A message with a DKIM signature (RFC 6376, rsa-sha256, relaxed/relaxed) in front. Its lines must end with CRLF. */
export async function signMessage(bytes: Buffer, { domain, selector, privateKey }: DkimKey): Promise<Buffer> {
  const end = bytes.indexOf("\r\n\r\n");
  const fields = readFields(bytes.toString("latin1", 0, end));
  const body = relaxBody(bytes.toString("latin1", end + 4));
  const bodyHash = createHash("sha256").update(body, "latin1").digest("base64");
  const signed = SIGNED_HEADERS.filter((name) => fields.has(name));
  const unsigned =
    `DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=${domain}; s=${selector};\r\n` +
    ` h=${signed.join(":")};\r\n bh=${bodyHash};\r\n b=`;
  const lines = [...signed.map((name) => `${name}:${fields.get(name) ?? ""}`), relaxField(unsigned)];
  const signature = await signInThread("sha256", Buffer.from(lines.join("\r\n"), "latin1"), privateKey);
  const folded = signature.toString("base64").replace(/.{70}(?=.)/g, "$&\r\n ");
  return Buffer.concat([Buffer.from(`${unsigned}${folded}\r\n`), bytes]);
}

/** Header fields by their names, relaxed; of several with one name the last, which is the one that counts first. */
function readFields(head: string): ReadonlyMap<string, string> {
  const lines = head.replace(/\r\n(?=[ \t])/g, "").split("\r\n");
  return new Map(
    lines.map((line) => {
      const relaxed = relaxField(line);
      const colon = relaxed.indexOf(":");
      return [relaxed.slice(0, colon), relaxed.slice(colon + 1)];
    }),
  );
}

/** RFC 6376, 3.4.2: the name in lower case, one line, single spaces, none at the ends of the value. */
function relaxField(field: string): string {
  const colon = field.indexOf(":");
  const value = field
    .slice(colon + 1)
    .replace(/[ \t\r\n]+/g, " ")
    .trim();
  return `${field.slice(0, colon).trim().toLowerCase()}:${value}`;
}

/** RFC 6376, 3.4.4: single spaces, none at the end of a line, no empty lines at the end. */
function relaxBody(body: string): string {
  const text = body
    .split("\r\n")
    .map((line) => (/[ \t]/.test(line) ? line.replace(/[ \t]+/g, " ").replace(/ $/, "") : line))
    .join("\r\n");
  let end = text.length;
  while (text.endsWith("\r\n", end)) end -= 2;
  return end <= 0 ? "" : `${text.slice(0, end)}\r\n`;
}
