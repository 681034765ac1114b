import MailComposer from "nodemailer/lib/mail-composer";
import { signMessage, type DkimKey } from "./mail-dkim.ts";
import { encodeQuotedPrintable } from "./quoted-printable.ts";

export interface MailMessage {
  readonly from: { readonly name: string; readonly address: string };
  readonly to: string;
  readonly subject: string;
  /** With angle brackets. */
  readonly messageId: string;
  readonly date: Date;
  readonly text: string;
  readonly html: string;
  /** Further headers; their values are one line each. */
  readonly headers: Readonly<Record<string, string>>;
}

const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;

/** A header value: one line, whatever it was made of. */
export const oneLine = (text: string): string => text.replace(CONTROLS, " ").trim();

/** The bytes of a message, as SMTP and `.eml` files have them: CRLF, 7-bit, signed when there is a key. */
export async function buildMessage(message: MailMessage, dkim?: DkimKey): Promise<Buffer> {
  const composer = new MailComposer({
    from: { name: oneLine(message.from.name), address: message.from.address },
    to: { name: "", address: message.to },
    subject: oneLine(message.subject),
    messageId: message.messageId,
    date: message.date,
    text: { raw: part("text/plain", message.text) },
    html: { raw: part("text/html", message.html) },
    headers: Object.entries(message.headers).map(([key, value]) => ({ key, value: oneLine(value) })),
    xMailer: false,
    newline: "windows",
    disableUrlAccess: true,
    disableFileAccess: true,
  });
  const bytes = await composer.compile().build();
  return dkim ? await signMessage(bytes, dkim) : bytes;
}

const part = (type: string, text: string): string =>
  `Content-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n${encodeQuotedPrintable(text)}`;
