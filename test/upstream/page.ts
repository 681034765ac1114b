/** An answer before it is put on the wire, where faults may still change it. */
export interface Page {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly delivery?: Delivery | undefined;
}

/** How an answer travels; whole and at once unless said. */
export type Delivery =
  /** The connection breaks after so many bytes. */
  | { readonly kind: "reset"; readonly afterBytes: number }
  | { readonly kind: "drip"; readonly bytesPerSecond: number }
  /** Not even a status line, until the client goes away. */
  | { readonly kind: "silence" }
  /** The body over and over, until the client goes away. */
  | { readonly kind: "endless" };

export function page(status: number, contentType: string, body: string, headers: Record<string, string> = {}): Page {
  return { status, headers: { "content-type": contentType, ...headers }, body: Buffer.from(body) };
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export function escapeXml(text: string): string {
  return text.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? character);
}

/** `<name>text</name>`; nothing for what is not known. */
export function element(name: string, text: string | undefined): string {
  return text === undefined ? "" : `<${name}>${escapeXml(text)}</${name}>`;
}

/** Lines of mark-up, indented; those that hold nothing are left out. */
export function lines(indent: string, parts: readonly string[]): string {
  return parts
    .filter((part) => part !== "")
    .map((part) => `${indent}${part}\n`)
    .join("");
}
