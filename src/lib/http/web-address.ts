const READABLE_PORTS: ReadonlySet<string> = new Set(["80", "443", "8080", "8443"]);
const LONGEST_ADDRESS = 2000;

/**
 * Whether the operator named the host of an address in the settings, as `host` or `host:port`. Such hosts may be
 * private and may listen where they like.
 */
export function isNamedHost(url: URL, namedHosts: ReadonlySet<string>): boolean {
  return namedHosts.has(url.hostname) || namedHosts.has(`${url.hostname}:${portOf(url)}`);
}

/** What speaks against reading an address, in a sentence; undefined when nothing does. */
export function problemOfAddress(url: URL, namedHosts: ReadonlySet<string>): string | undefined {
  if (url.protocol !== "http:" && url.protocol !== "https:") return "Only http and https addresses can be read.";
  if (url.username !== "" || url.password !== "") return "An address must not hold a name or password.";
  if (url.href.length > LONGEST_ADDRESS) return `An address must not be longer than ${LONGEST_ADDRESS} characters.`;
  if (READABLE_PORTS.has(portOf(url)) || isNamedHost(url, namedHosts)) return undefined;
  return `Port ${url.port} is not read; ports 80, 443, 8080 and 8443 are, and hosts named in the settings.`;
}

function portOf(url: URL): string {
  if (url.port !== "") return url.port;
  return url.protocol === "https:" ? "443" : "80";
}
