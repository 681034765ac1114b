import { domainToASCII } from "node:url";

/** A mailbox: as it is written to, and as it is compared with others. */
export interface MailAddress {
  readonly given: string;
  readonly normal: string;
}

/** RFC 5321, 4.5.3.1. */
const MAX_LOCAL = 64;
const MAX_ADDRESS = 254;
/** A local part without quotes (RFC 5321 dot-string, with the letters of RFC 6531). */
const LOCAL = /^[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/**
 * Reads one mail address as people type it; undefined when mail could not go there. Addresses are compared in lower case:
 * no provider in use tells mailboxes apart by case. Nothing that passes can break out of a header or an SMTP command.
 */
export function parseMailAddress(text: string): MailAddress | undefined {
  const trimmed = text.trim().normalize("NFC");
  const at = trimmed.lastIndexOf("@");
  const local = trimmed.slice(0, at);
  if (at < 1 || local.length > MAX_LOCAL || !LOCAL.test(local)) return undefined;
  const domain = domainToASCII(trimmed.slice(at + 1)).toLowerCase();
  if (!DOMAIN.test(domain) || local.length + domain.length >= MAX_ADDRESS) return undefined;
  const given = `${local}@${domain}`;
  return { given, normal: given.toLowerCase() };
}

/** The sender of a setting: `Papers <papers@example.org>` or a bare address; undefined for anything else. */
export function parseMailbox(text: string): { name: string; address: MailAddress } | undefined {
  const [, named = "", inBrackets = ""] = /^([^<>]*)<([^<>]+)>\s*$/.exec(text) ?? [];
  const address = parseMailAddress(inBrackets === "" ? text : inBrackets);
  const name = named.trim().replace(/^"(.*)"$/, "$1");
  return address && !/\p{Cc}/u.test(name) ? { name, address } : undefined;
}
