import { BlockList, isIP, isIPv4 } from "node:net";

/** Ranges of internet addresses, such as those of a site's proxies. */
export interface AddressRanges {
  /** False for what is no address. An IPv4 address in IPv6 form is the IPv4 address. */
  has(address: string): boolean;
}

export const NO_RANGES: AddressRanges = { has: () => false };

/** Reads addresses and CIDR ranges, `10.0.0.0/8` or `2001:db8::1`; undefined when one of them is neither. */
export function parseAddressRanges(words: readonly string[]): AddressRanges | undefined {
  const list = new BlockList();
  for (const word of words) {
    const [, address = "", prefix] = /^([0-9a-fA-F:.]{2,45})(?:\/(\d{1,3}))?$/.exec(word) ?? [];
    const longest = isIPv4(address) ? 32 : 128;
    const length = prefix === undefined ? longest : Number(prefix);
    if (isIP(address) === 0 || length > longest) return undefined;
    list.addSubnet(address, length, familyOf(address));
  }
  return { has: (address) => isIP(address) !== 0 && list.check(address, familyOf(address)) };
}

const familyOf = (address: string): "ipv4" | "ipv6" => (isIPv4(address) ? "ipv4" : "ipv6");
