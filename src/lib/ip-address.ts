import { BlockList, isIPv4, isIPv6 } from "node:net";

/** Whatever is not for the public internet in IANA's IPv4 registry, and one address that a cloud keeps for itself. */
const SPECIAL_IPV4: readonly (readonly [prefix: string, bits: number])[] = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["168.63.129.16", 32],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.31.196.0", 24],
  ["192.52.193.0", 24],
  ["192.88.99.0", 24],
  ["192.168.0.0", 16],
  ["192.175.48.0", 24],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
];

/** What lies inside global unicast and still is special: protocol assignments with Teredo, 6to4, documentation, 6bone. */
const SPECIAL_IPV6: readonly (readonly [prefix: string, bits: number])[] = [
  ["2001::", 23],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["2620:4f:8000::", 48],
  ["3ffe::", 16],
  ["3fff::", 20],
];

const globalUnicast = new BlockList();
globalUnicast.addSubnet("2000::", 3, "ipv6");

const special = new BlockList();
for (const [prefix, bits] of SPECIAL_IPV4) special.addSubnet(prefix, bits, "ipv4");
for (const [prefix, bits] of SPECIAL_IPV6) special.addSubnet(prefix, bits, "ipv6");

/**
 * Whether an address belongs to the public internet: IPv4 outside the IANA special-purpose registry, IPv6 inside global
 * unicast (RFC 4291) and outside it. IPv6 forms that carry an IPv4 address (mapped, NAT64, 6to4, Teredo, ISATAP) never do.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !special.check(address, "ipv4");
  // A zone (`%eth0`) makes sense on local links only.
  if (!isIPv6(address) || address.includes("%")) return false;
  return globalUnicast.check(address, "ipv6") && !special.check(address, "ipv6") && !isIsatap(address);
}

/** RFC 5214: an interface identifier of `0:5efe` or `200:5efe` and an IPv4 address. */
function isIsatap(address: string): boolean {
  const [, , , , fifth, sixth] = groupsOf(address);
  return (fifth === 0 || fifth === 0x200) && sixth === 0x5efe;
}

function groupsOf(address: string): number[] {
  // The URL parser writes a trailing IPv4 part as two groups.
  const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
  const [left = "", right = ""] = canonical.split("::");
  const [before, after] = [left, right].map((side) => (side === "" ? [] : side.split(":")));
  const missing = 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const zeros = Array.from({ length: missing }, () => "0");
  return [...(before ?? []), ...zeros, ...(after ?? [])].map((group) => Number.parseInt(group, 16));
}
