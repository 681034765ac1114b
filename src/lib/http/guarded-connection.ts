import { lookup as systemLookup } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { buildConnector } from "undici";
import { isPublicAddress } from "../ip-address.ts";
import { createPublicLookup, PrivateAddress } from "./public-lookup.ts";

/**
 * Opens connections to the public internet only. Private addresses are left out before connecting, and the address that
 * was connected to is checked again, so that no answer of a DNS server and no form of an address gets around it.
 */
export function createGuardedConnector(
  lookup: LookupFunction = systemLookup,
  connect = buildConnector({ allowH2: false, lookup: createPublicLookup(lookup) }),
): buildConnector.connector {
  return (options, callback) => {
    const { hostname } = options;
    // Literal addresses are connected to without a look-up.
    if (isIP(hostname) !== 0 && !isPublicAddress(hostname)) {
      callback(new PrivateAddress(hostname), null);
      return;
    }
    connect(options, (...[error, socket]) => {
      if (error) {
        callback(error, null);
      } else if (isPublicAddress(socket.remoteAddress ?? "")) {
        callback(null, socket);
      } else {
        socket.destroy();
        callback(new PrivateAddress(hostname), null);
      }
    });
  };
}
