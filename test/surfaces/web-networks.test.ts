import { describe, expect, test } from "vitest";
import { readConfig } from "../../src/config.ts";
import { NO_RANGES, parseAddressRanges } from "../../src/lib/address-ranges.ts";
import { clientAddress, networkOfAddress } from "../../src/surfaces/web/client-network.ts";
import { from, openTestSite } from "./web-site.ts";

const ranges = (text: string) => parseAddressRanges(text.split(" ")) ?? NO_RANGES;
const PROXIES = ranges("127.0.0.1 10.0.0.0/8 2001:db8:ffff::/48");

describe("the network of an address", () => {
  test.each([
    ["192.0.2.7", "192.0.2.7"],
    ["::ffff:192.0.2.7", "192.0.2.7"],
    ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
    ["2001:db8:1:2::1", "2001:db8:1:2::/64"],
    ["2001:DB8::1", "2001:db8:0:0::/64"],
    ["fe80::1%eth0", "fe80:0:0:0::/64"],
  ])("%s is %s", (address, network) => {
    expect(networkOfAddress(address)).toBe(network);
  });
});

describe("who asks", () => {
  test.each([
    ["a stranger who says nothing", "192.0.2.7", "", "192.0.2.7"],
    ["a stranger who says to be somebody else", "192.0.2.7", "203.0.113.1", "192.0.2.7"],
    ["a stranger who says to be a proxy", "192.0.2.7", "10.0.0.1, 127.0.0.1", "192.0.2.7"],
    ["somebody behind a proxy", "127.0.0.1", "203.0.113.1", "203.0.113.1"],
    ["somebody behind a proxy seen in IPv6 form", "::ffff:127.0.0.1", "203.0.113.1", "203.0.113.1"],
    ["somebody behind two proxies", "127.0.0.1", "203.0.113.1, 10.1.2.3", "203.0.113.1"],
    ["somebody behind a proxy who forged more", "127.0.0.1", "198.51.100.9, 203.0.113.1", "203.0.113.1"],
    ["somebody behind two proxies who forged a proxy", "10.0.0.9", "10.0.0.7, 203.0.113.1, 10.1.2.3", "203.0.113.1"],
    ["somebody on a proxy's own network", "127.0.0.1", "10.1.2.3", "10.1.2.3"],
    ["a proxy that says nothing", "127.0.0.1", "", "127.0.0.1"],
    ["a proxy that says nonsense", "127.0.0.1", "203.0.113.1, unknown", "127.0.0.1"],
    ["a proxy that leaves a gap", "127.0.0.1", "203.0.113.1, , 10.0.0.1", "10.0.0.1"],
    ["a proxy that tells ports", "127.0.0.1", "203.0.113.1:4711", "203.0.113.1"],
    ["a proxy that tells ports of IPv6", "127.0.0.1", "[2001:db8::5]:4711", "2001:db8::5"],
    ["a proxy of IPv6", "2001:db8:ffff::1", "2001:db8:0:7::5", "2001:db8:0:7::5"],
    ["a neighbour of that proxy", "2001:db8:fffe::1", "203.0.113.1", "2001:db8:fffe::1"],
    ["an IPv4 client told in IPv6 form", "127.0.0.1", "::ffff:203.0.113.1", "203.0.113.1"],
    ["somebody who sends a long list", "127.0.0.1", `${"1.2.3.4, ".repeat(900)}203.0.113.1`, "203.0.113.1"],
  ])("%s", (_who, remote, forwardedFor, client) => {
    expect(clientAddress(remote, forwardedFor, PROXIES)).toBe(client);
  });

  test("is nobody but the connection itself while no proxy is trusted", () => {
    expect(clientAddress("127.0.0.1", "203.0.113.1", NO_RANGES)).toBe("127.0.0.1");
  });
});

describe("trusted proxies", () => {
  test.each(["10.0.0.0/33", "10.0.0.300", "2001:db8::/129", "proxy.example.org", "10.0.0.0/", "1/2/3"])(
    "cannot be %j, and the setting says so",
    (text) => {
      expect(() => readConfig({ BROADSHEET_TRUSTED_PROXIES: text })).toThrow(/BROADSHEET_TRUSTED_PROXIES may hold/);
    },
  );

  test("are read from the setting", () => {
    const { trustedProxies } = readConfig({ BROADSHEET_TRUSTED_PROXIES: "127.0.0.1, ::1 172.16.0.0/12" });
    expect(
      ["127.0.0.1", "::1", "172.31.0.1", "172.32.0.1", "x", ""].map((address) => trustedProxies.has(address)),
    ).toEqual([true, true, true, false, false, false]);
  });
});

/** How many of so many people, each with an address of their own, may subscribe; `forge` says what they claim to be. */
async function admitted(proxies: string, remote: string, forge: (number: number) => string): Promise<number> {
  await using site = await openTestSite({ settings: { trustedProxies: ranges(proxies) } });
  let count = 0;
  for (let number = 0; number < 70; number += 1) {
    const body = new URLSearchParams({ address: `reader${number}@example.org` });
    const headers = { "Sec-Fetch-Site": "same-origin", "X-Forwarded-For": forge(number) };
    const response = await site.web.request("/subscribe", { method: "POST", body, headers }, from(remote));
    if (response.status === 303) count += 1;
  }
  return count;
}

describe("the limit of a network", () => {
  const elsewhere = (number: number) => `203.0.113.${number}`;
  test.each([
    ["holds for a stranger, whatever they claim", "10.0.0.1", "192.0.2.7", elsewhere, 60],
    [
      "holds for a stranger who adds a proxy's address",
      "10.0.0.1",
      "192.0.2.7",
      (n: number) => `${elsewhere(n)}, 10.0.0.1`,
      60,
    ],
    ["is each client's own behind a proxy", "10.0.0.1", "10.0.0.1", elsewhere, 70],
    [
      "holds for one client behind a proxy who forges",
      "10.0.0.1",
      "10.0.0.1",
      (n: number) => `${elsewhere(n)}, 192.0.2.7`,
      60,
    ],
    ["holds for a /64 behind a proxy", "10.0.0.1", "10.0.0.1", (n: number) => `2001:db8:1:2::${n + 1}`, 60],
  ])("%s", async (_words, proxies, remote, forge, expected) => {
    expect(await admitted(proxies, remote, forge)).toBe(expected);
  });
});
