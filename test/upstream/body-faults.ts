import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { withHeaders, type Fault } from "./faults.ts";
import type { Page } from "./page.ts";

const MEGABYTE = 1024 * 1024;
const QUICK_BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } };

export function changedText(change: (text: string) => string): Fault {
  return (right) => ({ ...right, body: Buffer.from(change(right.body.toString("utf8"))) });
}

export const emptyBody = (): Fault => changedText(() => "");

/** A whole answer, as far as HTTP can tell, of a document that stops after `share` (0 to 1) of its bytes. */
export function truncated(share: number): Fault {
  return (right) => ({ ...right, body: firstPart(right.body, share) });
}

export function truncatedGzip(share: number): Fault {
  return (right) => encoded(right, firstPart(gzipSync(right.body), share), "gzip");
}

function firstPart(bytes: Buffer, share: number): Buffer {
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

function encoded(right: Page, body: Buffer, encoding: string): Page {
  return withHeaders({ ...right, body }, { "content-encoding": encoding });
}

/** Says gzip, and is not. */
export const falseGzip = (): Fault => (right) => encoded(right, right.body, "gzip");

/** Packs the body in gzip `count` times. */
export function nestedGzip(count: number): Fault {
  return (right) => {
    const body = Array.from({ length: count }).reduce<Buffer>((bytes) => gzipSync(bytes), right.body);
    return encoded(right, body, Array.from({ length: count }, () => "gzip").join(", "));
  };
}

/** Small on the wire, `megabytes` when unpacked. */
export function bomb(megabytes: number, encoding: "gzip" | "br" = "gzip"): Fault {
  const spaces = Buffer.alloc(megabytes * MEGABYTE, " ");
  const packed = encoding === "gzip" ? gzipSync(spaces) : brotliCompressSync(spaces, QUICK_BROTLI);
  return (right) => encoded(right, packed, encoding);
}

/** The right answer first, then white space up to `megabytes`. */
export function hugeBody(megabytes: number): Fault {
  return (right) => ({
    ...right,
    body: Buffer.concat([right.body, Buffer.alloc(megabytes * MEGABYTE, " ")]),
  });
}

/** Bytes of another encoding than the document and the headers say. */
export function wrongEncoding(encoding: "latin1" | "utf16le"): Fault {
  return (right) => ({ ...right, body: Buffer.from(right.body.toString("utf8"), encoding) });
}

/** The bytes are UTF-8 and the header says something else, as arXiv's query API did. */
export function falseCharset(charset: string): Fault {
  return (right) =>
    withHeaders(right, {
      "content-type": `${right.headers["content-type"]?.split(";")[0]}; charset=${charset}`,
    });
}

export const byteOrderMark = (): Fault => changedText((text) => `\uFEFF${text}`);
export const twoDocuments = (): Fault => changedText((text) => text + text);

/** NUL and other control characters inside the first title. */
export const controlCharacters = (): Fault =>
  changedText((text) =>
    text.replace(/(<entry>|<record>|<item>|"paper")([^]*?)(<title>|"title":")/, "$1$2$3\u0000\u0007\u001B"),
  );

export const emptyObject = (): Fault => changedText((text) => (isJson(text) ? "{}" : "<nothing/>"));

/** Not-a-number where JSON knows none; XML gets it as text. */
export const notANumber = (): Fault =>
  changedText((text) => text.replace(/"upvotes":\d+/, '"upvotes":NaN').replace(/<datestamp>[^<]*/, "<datestamp>NaN"));

export function deepNesting(depth: number): Fault {
  const around = (open: string, close: string): string => open.repeat(depth) + close.repeat(depth);
  return changedText((text) =>
    isJson(text) ? around("[", "]") : text.replace(/<\/[\w-]+>\s*$/, around("<deep>", "</deep>") + "$&"),
  );
}

export const duplicateKeys = (): Fault =>
  changedText((text) =>
    text.replaceAll(/"upvotes":(\d+)/g, '"upvotes":$1,"upvotes":$1').replaceAll(/<title>[^<]*<\/title>/g, "$&$&"),
  );

const LAUGHS = Array.from({ length: 20 }, (_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`).join(
  "",
);

/** A document type that asks for 10^20 laughs in every title. */
export const entityBomb = (): Fault => withDocumentType(`<!DOCTYPE feed [<!ENTITY l0 "lol">${LAUGHS}]>`, "&l20;");

/** A document type that asks for what lies at an address. */
export const externalEntity = (address: string): Fault =>
  withDocumentType(`<!DOCTYPE feed [<!ENTITY x SYSTEM "${address}">]>`, "&x;");

export const harmlessDocumentType = (): Fault => withDocumentType("<!DOCTYPE feed>", "");

function withDocumentType(documentType: string, titleStart: string): Fault {
  return changedText((text) => text.replace(/\?>/, `?>${documentType}`).replaceAll("<title>", `<title>${titleStart}`));
}

function isJson(text: string): boolean {
  return /^\s*[[{]/.test(text);
}
