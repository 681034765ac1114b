import { decodeBytes } from "../../lib/decode-bytes.ts";
import type { Passage } from "./listing-entry.ts";

const SOFT_BREAK = /=[ \t]*$/;
const ESCAPED = /(?:=[0-9A-F]{2})+/gi;

/**
 * A mail's lines as its writer meant them, each with the number of the line it begins on: without `>` marks where the mail
 * is quoted, and with quoted-printable undone (RFC 2045, 6.7) where it says so or shows it.
 */
export function mailLines(text: string): readonly Passage[] {
  const lines = text.split(/\r\n|[\n\r]/).map((line, index) => ({ line: index + 1, text: line }));
  const isQuoted = lines.some((passage) => /^(?:> ?)+\\\\/.test(passage.text));
  const plain = isQuoted
    ? lines.map((passage) => ({ ...passage, text: passage.text.replace(/^(?:> ?)+/, "") }))
    : lines;
  const isPrintable = /^content-transfer-encoding:\s*quoted-printable/im.test(text) || /=3D|=\r?\n/.test(text);
  return isPrintable ? joined(plain).map((passage) => ({ ...passage, text: unescaped(passage.text) })) : plain;
}

function joined(lines: readonly Passage[]): Passage[] {
  const whole: Passage[] = [];
  let pieces: string[] = [];
  let start = 0;
  for (const { line, text } of lines) {
    if (pieces.length === 0) start = line;
    const isSoft = SOFT_BREAK.test(text.slice(-80)) && !/^=+$/.test(text);
    pieces.push(isSoft ? text.slice(0, text.lastIndexOf("=")) : text);
    if (isSoft) continue;
    whole.push({ line: start, text: pieces.join("") });
    pieces = [];
  }
  if (pieces.length > 0) whole.push({ line: start, text: pieces.join("") });
  return whole;
}

function unescaped(text: string): string {
  return text.replace(ESCAPED, (run) => decodeBytes(Buffer.from(run.replaceAll("=", ""), "hex")).value);
}
