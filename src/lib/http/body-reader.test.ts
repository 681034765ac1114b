import { setImmediate as nextTurn } from "node:timers/promises";
import { brotliCompressSync, gzipSync } from "node:zlib";
import fc from "fast-check";
import { expect, it } from "vitest";
import { readBody } from "./body-reader.ts";
import { createDecoders } from "./content-decoding.ts";

async function* chunksOf(bytes: Uint8Array, size: number, end?: Error): AsyncGenerator<Uint8Array> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
  if (end) throw end;
}

const CAP = 1_000_000;
const text = Buffer.from(Array.from({ length: 20_000 }, (_, index) => `${index * 7919} `).join(""));

it.each([
  ["", text],
  ["identity", text],
  ["gzip", gzipSync(text)],
  ["X-Gzip", gzipSync(text)],
  ["br", brotliCompressSync(text)],
  ["gzip, br", brotliCompressSync(gzipSync(text))],
  [" br ,GZIP,", gzipSync(brotliCompressSync(text))],
])("undoes the encodings %j in the reverse of their order", async (header, packed) => {
  const body = await readBody(chunksOf(packed, 1000), createDecoders(header) ?? [], text.length);
  expect(body).toEqual({ bytes: text, isTruncated: false, failure: undefined });
});

it.each(["gzip, gzip, gzip", "zstd", "compress", "constructor", "gzip;q=1"])(
  "does not read the encodings %j",
  (header) => {
    expect(createDecoders(header)).toBeUndefined();
  },
);

it("keeps all that was unpacked when its source breaks, the last piece too", async () => {
  const broken = new Error("reset");
  const packed = gzipSync(text);
  const body = await readBody(chunksOf(packed, packed.length, broken), createDecoders("gzip") ?? [], CAP);
  expect(body).toEqual({ bytes: text, isTruncated: true, failure: broken });
});

it("keeps what came before damage", async () => {
  const packed = gzipSync(text);
  const middle = Math.floor(packed.length / 2);
  packed.fill(0xff, middle, middle + 100);
  const body = await readBody(chunksOf(packed, 1000), createDecoders("gzip") ?? [], CAP);
  expect(body.isTruncated).toBe(true);
  expect(body.failure).toBeInstanceOf(Error);
  expect(body.bytes.length).toBeGreaterThan(text.length / 4);
  expect(text.subarray(0, 20_000)).toEqual(body.bytes.subarray(0, 20_000));
});

it("does not call the cap a failure", async () => {
  const body = await readBody(chunksOf(gzipSync(text), 1000), createDecoders("gzip") ?? [], 10);
  expect(body).toEqual({ bytes: text.subarray(0, 10), isTruncated: true, failure: undefined });
});

it("stops asking its source when the cap is reached", async () => {
  let asked = 0;
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      asked += 1;
      await nextTurn();
      yield new Uint8Array(1000);
    }
  }
  await readBody(endless(), [], 5000);
  const askedSoFar = asked;
  await nextTurn();
  expect(asked).toBe(askedSoFar);
  expect(asked).toBeLessThan(50);
});

it("keeps the first bytes of any body in any chunks, up to any cap", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.uint8Array({ maxLength: 500 }),
      fc.integer({ min: 1, max: 100 }),
      fc.nat(600),
      async (bytes, size, cap) => {
        const body = await readBody(chunksOf(bytes, size), [], cap);
        expect(Buffer.from(body.bytes)).toEqual(Buffer.from(bytes.subarray(0, cap)));
        expect(body.isTruncated).toBe(bytes.length > cap);
      },
    ),
  );
});
