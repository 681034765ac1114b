import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";
import { expect, it } from "vitest";
import { createPublicLookup, PrivateAddress } from "./public-lookup.ts";

/** A DNS server that answers each question with the next of its answers. */
function answering(...answers: (readonly string[])[]): LookupFunction {
  const left = [...answers];
  return (_hostname, _options, callback) => {
    const addresses = left.shift() ?? [];
    callback(
      null,
      addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
    );
  };
}

function ask(lookup: LookupFunction, all: boolean): Promise<string[]> {
  return new Promise((resolve, reject) => {
    lookup("somewhere.example", { all }, (error, found) => {
      const list: readonly LookupAddress[] = typeof found === "string" ? [{ address: found, family: 4 }] : found;
      if (error) reject(error);
      else resolve(list.map(({ address }) => address));
    });
  });
}

it("passes public addresses on", async () => {
  const lookup = createPublicLookup(answering(["1.1.1.1", "2606:4700:4700::1111"]));
  expect(await ask(lookup, true)).toEqual(["1.1.1.1", "2606:4700:4700::1111"]);
});

it("passes the first on to those who ask for one", async () => {
  expect(await ask(createPublicLookup(answering(["10.0.0.1", "1.1.1.1"])), false)).toEqual(["1.1.1.1"]);
});

it("leaves private addresses out of a mixed answer", async () => {
  const lookup = createPublicLookup(
    answering(["127.0.0.1", "1.1.1.1", "::1", "64:ff9b::a9fe:a9fe", "169.254.169.254"]),
  );
  expect(await ask(lookup, true)).toEqual(["1.1.1.1"]);
});

it("refuses a name that has private addresses only", async () => {
  const lookup = createPublicLookup(answering(["127.0.0.1", "fd00:ec2::254"]));
  await expect(ask(lookup, true)).rejects.toThrow(PrivateAddress);
});

it("is not fooled by a name that changes its address after the first question", async () => {
  const lookup = createPublicLookup(answering(["1.1.1.1"], ["169.254.169.254"]));
  expect(await ask(lookup, true)).toEqual(["1.1.1.1"]);
  await expect(ask(lookup, true)).rejects.toThrow(PrivateAddress);
});

it("passes on that a name is unknown", async () => {
  const unknown: LookupFunction = (_hostname, _options, callback) =>
    callback(Object.assign(new Error("unknown"), { code: "ENOTFOUND" }), []);
  await expect(ask(createPublicLookup(unknown), true)).rejects.toMatchObject({ code: "ENOTFOUND" });
});
