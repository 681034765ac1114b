import { createHash } from "node:crypto";

/** Our own name space for name-based UUIDs. */
const NAMESPACE = Buffer.from("6f0c1f0e5f1b4d0d9a6a3f7a6c0a2b11", "hex");

/** A URN made from a name alone (RFC 9562, version 5): the same on every machine and for ever. */
export function stableId(name: string): string {
  const bytes = createHash("sha1").update(NAMESPACE).update(name).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x50;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString("hex");
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return `urn:uuid:${parts.join("-")}`;
}
