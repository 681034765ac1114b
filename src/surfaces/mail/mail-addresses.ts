import type { PaperId } from "../../domain/paper.ts";
import type { Day } from "../../lib/day.ts";

/** Addresses of the site's pages, for mails. */
export const paperAddress = (site: string, id: PaperId): string =>
  `${site}/papers/${id.split("/").map(encodeURIComponent).join("/")}`;

export const dayAddress = (site: string, day: Day): string => `${site}/day/${day}`;

export const subscriptionAddress = (site: string, token: string): string => `${site}/subscriptions/${token}`;

/** A mail may be 102 kB; addresses longer than this are no links of use. */
const MAX_ADDRESS = 400;

/** An upstream address if it is one of the web: only these become links. */
export function webAddress(address: string | undefined): string | undefined {
  const url = address === undefined ? null : URL.parse(address);
  const isWeb = url !== null && (url.protocol === "https:" || url.protocol === "http:");
  return isWeb && url.href.length <= MAX_ADDRESS ? url.href : undefined;
}
