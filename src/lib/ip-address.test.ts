import fc from "fast-check";
import { expect, it } from "vitest";
import { isPublicAddress } from "./ip-address.ts";

const PRIVATE = `
  0.0.0.0 0.0.0.1 0.255.255.255
  10.0.0.0 10.0.0.1 10.255.255.255
  100.64.0.0 100.64.0.1 100.100.100.200 100.127.255.255
  127.0.0.0 127.0.0.1 127.0.1.1 127.255.255.255
  168.63.129.16
  169.254.0.0 169.254.169.254 169.254.170.2 169.254.255.255
  172.16.0.0 172.17.0.1 172.31.255.255
  192.0.0.0 192.0.0.8 192.0.0.170 192.0.0.192 192.0.0.255
  192.0.2.0 192.0.2.1 192.0.2.255
  192.31.196.1 192.52.193.1 192.88.99.1 192.88.99.255 192.175.48.1
  192.168.0.0 192.168.1.1 192.168.255.255
  198.18.0.0 198.18.0.1 198.19.255.255
  198.51.100.0 198.51.100.1 198.51.100.255
  203.0.113.0 203.0.113.1 203.0.113.255
  224.0.0.0 224.0.0.1 239.255.255.255
  240.0.0.0 240.0.0.1 254.1.1.1 255.255.255.254 255.255.255.255
  :: ::1 0:0:0:0:0:0:0:1 0000:0000:0000:0000:0000:0000:0000:0001
  ::2 ::7f00:1 ::127.0.0.1 ::10.0.0.1 ::8.8.8.8
  ::ffff:127.0.0.1 ::ffff:7f00:1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:a9fe:a9fe ::FFFF:8.8.8.8 0:0:0:0:0:ffff:7f00:1
  ::ffff:0:7f00:1 ::ffff:0:127.0.0.1
  64:ff9b:: 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe 64:ff9b::10.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::1 64:ff9b:1:ffff::a00:1
  100:: 100::1 100:0:0:1::1
  2001:: 2001::1 2001:0:7f00:1::1 2001:0:4136:e378:8000:63bf:3fff:fdd2 2001:1::1 2001:2::1 2001:3::1 2001:4:112::1 2001:10::1 2001:1f::1
  2001:20::1 2001:2f:ffff::1 2001:30::1 2001:1ff:ffff::1
  2001:db8:: 2001:db8::1 2001:DB8:ffff:ffff:ffff:ffff:ffff:ffff
  2002:: 2002:7f00:1:: 2002:a00:1::1 2002:a9fe:a9fe::1 2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff
  2620:4f:8000::1
  3ffe::1 3ffe:ffff::1 3fff:: 3fff::1 3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff
  4000::1 5f00:: 5f00::1 6000::1 8000::1 e000::1
  fc00:: fc00::1 fd00::1 fd00:ec2::254 fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
  fe80:: fe80::1 fe80::1%eth0 fe80::1%1 febf::1 fec0:: fec0::1 feff::1
  ff00:: ff02::1 ff02::fb ff0e::1 ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff
  fe80::5efe:7f00:1 2a00:1450:4001:800:0:5efe:7f00:1 2a00:1450:4001:800:0:5efe:10.0.0.1 2a00:1450:4001:800:200:5efe:808:808 2600::5efe:a9fe:a9fe
  2606:4700::1%eth0
`;

const PUBLIC = `
  1.0.0.0 1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0
  100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0
  168.63.129.15 168.63.129.17 169.253.255.255 169.255.0.0
  172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0
  198.17.255.255 198.20.0.0 198.51.99.255 198.51.101.0 203.0.112.255 203.0.114.0 223.255.255.255
  2001:200::1 2001:4860:4860::8888 2001:db7:ffff::1 2001:db9::1 2003::1 2400::1 2606:4700:4700::1111
  2620:4f:7fff::1 2620:4f:8001::1 2a00:1450:4001:800::5efe 2a00:1450:4001:800:5efe:0:7f00:1 2a00:1450:4001:800:100:5efe:7f00:1
  2a04:4e42::347 3ffd:ffff::1 3fff:1000::1
`;

const NO_ADDRESS = [
  "",
  "localhost",
  "127.1",
  "2130706433",
  "0x7f000001",
  "0177.0.0.1",
  "1.2.3",
  "1.2.3.4.5",
  "256.1.1.1",
  "[::1]",
  "::g",
  "8.8.8.8 ",
];

const words = (text: string): string[] => text.trim().split(/\s+/);

it.each(words(PRIVATE))("keeps away from %s", (address) => {
  expect(isPublicAddress(address)).toBe(false);
});

it.each(words(PUBLIC))("takes %s for public", (address) => {
  expect(isPublicAddress(address)).toBe(true);
});

it.each(NO_ADDRESS)("takes %j, which is no address, for not public", (text) => {
  expect(isPublicAddress(text)).toBe(false);
});

it("never takes IPv4 inside IPv6 for public, in whichever way it is carried", () => {
  const prefixes = [
    "::",
    "::ffff:",
    "::ffff:0:",
    "64:ff9b::",
    "64:ff9b:1::",
    "2a00:1450:4001:800:0:5efe:",
    "2a00:1450:4001:800:200:5efe:",
  ];
  fc.assert(
    fc.property(fc.constantFrom(...prefixes), fc.ipV4(), (prefix, address) => {
      expect(isPublicAddress(`${prefix}${address}`)).toBe(false);
    }),
  );
});

it("agrees on all spellings of one IPv6 address", () => {
  fc.assert(
    fc.property(fc.ipV6(), (address) => {
      const canonical = new URL(`http://[${address}]`).hostname.slice(1, -1);
      expect(isPublicAddress(address)).toBe(isPublicAddress(canonical));
    }),
  );
});
