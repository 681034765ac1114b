import type { LookupFunction } from "node:net";
import { isPublicAddress } from "../ip-address.ts";

/** A host or address that belongs to some private network. */
export class PrivateAddress extends Error {
  override readonly name = "PrivateAddress";

  constructor(host: string) {
    super(`${host} is not on the public internet. Name it in the settings if it is meant to be read.`);
  }
}

/** Resolves names as `lookup` does and leaves out what is not public; fails with `PrivateAddress` when nothing remains. */
export function createPublicLookup(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, found) => {
      const addresses = Array.isArray(found) ? found.filter(({ address }) => isPublicAddress(address)) : [];
      const [first] = addresses;
      if (error) callback(error, []);
      else if (!first) callback(new PrivateAddress(hostname), []);
      else if (options.all === true) callback(null, addresses);
      else callback(null, first.address, first.family);
    });
  };
}
