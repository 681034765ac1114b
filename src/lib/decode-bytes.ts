import { isUtf8 } from "node:buffer";
import type { Parsed } from "./parsed.ts";

type Utf32 = "utf-32le" | "utf-32be";

/** Byte order marks; the longer of two that begin alike comes first. */
const BYTE_ORDER_MARKS: readonly (readonly [encoding: string, bytes: readonly number[]])[] = [
  ["utf-32le", [0xff, 0xfe, 0, 0]],
  ["utf-32be", [0, 0, 0xfe, 0xff]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
  ["utf-8", [0xef, 0xbb, 0xbf]],
];

/** Encodings that text is often labelled with by those who never looked: valid UTF-8 disproves them. */
const CARELESS_LABELS = /^(?:windows-1252|utf-(?:8|16|32))/;
const XML_DECLARATION = /^\s*<\?xml\s[^>]{0,200}?\bencoding\s*=\s*["']([\w.:-]{1,40})["']/;

/**
 * Reads bytes of unknown origin as text. A byte order mark decides, then the bytes themselves, then the XML declaration,
 * then `declared` (an HTTP charset, say). Never fails: what cannot be read is replaced and told as a problem.
 */
export function decodeBytes(bytes: Uint8Array, declared?: string): Parsed<string> {
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte));
  if (marked) return decodeAs(marked[0], bytes.subarray(marked[1].length));
  const wide = wideEncoding(bytes);
  if (wide !== undefined) return decodeAs(wide, bytes);
  return decodeNarrow(bytes, xmlEncoding(bytes) ?? declared?.trim());
}

/** Text that begins with two ASCII characters, as XML, JSON, BibTeX and RIS do, shows the width of its units (RFC 4627, 3). */
function wideEncoding(bytes: Uint8Array): string | undefined {
  if (bytes.length < 4) return undefined;
  const zeros = Array.from(bytes.subarray(0, 4), (byte) => (byte === 0 ? "0" : "x")).join("");
  return { x000: "utf-32le", "000x": "utf-32be", x0x0: "utf-16le", "0x0x": "utf-16be" }[zeros];
}

function xmlEncoding(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 300)).toString("latin1");
  return XML_DECLARATION.exec(head)?.[1];
}

function decodeNarrow(bytes: Uint8Array, label: string | undefined): Parsed<string> {
  if (label === undefined || label === "") return decodeAs("utf-8", bytes);
  const encoding = encodingOf(label);
  if (encoding === undefined) {
    const { value, problems } = decodeAs("utf-8", bytes);
    return {
      value,
      problems: [{ message: `The encoding "${label}" is not known; the text was read as UTF-8.` }, ...problems],
    };
  }
  const isCareless = CARELESS_LABELS.test(encoding);
  if (isUtf8(bytes) && isCareless) return decodeAs("utf-8", bytes);
  return decodeAs(encoding.startsWith("utf-") ? "utf-8" : encoding, bytes);
}

/** The standard name (WHATWG Encoding) of a label; undefined for a label that no decoder knows. */
function encodingOf(label: string): string | undefined {
  if (/^(?:utf-?32|ucs-?4)/i.test(label)) return "utf-32le";
  try {
    return new TextDecoder(label).encoding;
  } catch {
    return undefined;
  }
}

function decodeAs(encoding: string, bytes: Uint8Array): Parsed<string> {
  if (encoding === "utf-32le" || encoding === "utf-32be") return withProblem(decodeUtf32(bytes, encoding), encoding);
  const value = new TextDecoder(encoding, { ignoreBOM: true }).decode(bytes);
  const isBroken = encoding === "utf-8" ? !isUtf8(bytes) : value.includes("\ufffd");
  if (!isBroken) return { value, problems: [] };
  if (encoding !== "utf-8" || isMostlyRead(value)) return withProblem(value, encoding);
  return {
    value: new TextDecoder("windows-1252").decode(bytes),
    problems: [{ message: "The text is not valid UTF-8; it was read as windows-1252." }],
  };
}

/** A few bad bytes among many good characters are damage; bad bytes alone are another encoding. */
function isMostlyRead(text: string): boolean {
  let good = 0;
  let bad = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code === 0xfffd) bad += 1;
    else if (code > 127) good += 1;
  }
  return good > bad;
}

function withProblem(value: string, encoding: string): Parsed<string> {
  if (!value.includes("\ufffd")) return { value, problems: [] };
  return {
    value,
    problems: [{ message: `Some bytes are not valid ${encoding.toUpperCase()}; they are shown as \ufffd.` }],
  };
}

function decodeUtf32(bytes: Uint8Array, encoding: Utf32): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const characters: string[] = [];
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) {
    const code = view.getUint32(offset, encoding === "utf-32le");
    const isCharacter = code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    characters.push(isCharacter ? String.fromCodePoint(code) : "\ufffd");
  }
  return characters.join("") + (bytes.length % 4 === 0 ? "" : "\ufffd");
}
