import { expect, test } from "vitest";
import { chooseEncoding } from "./compression.ts";

test.each([
  ["gzip, deflate, br, zstd", "br"],
  ["gzip", "gzip"],
  ["GZIP;q=0.5, br;q=0", "gzip"],
  ["br;q=1.0", "br"],
  ["*", "br"],
  ["*;q=0.5, br;q=0", "gzip"],
  ["identity", undefined],
  ["gzip;q=0", undefined],
  ["gzip;q=high", undefined],
  ["", undefined],
  [undefined, undefined],
] as const)("Accept-Encoding %j allows %s", (header, encoding) => {
  expect(chooseEncoding(header)).toBe(encoding);
});
