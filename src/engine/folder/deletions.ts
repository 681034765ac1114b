import { deflateRawSync, inflateRawSync } from "node:zlib";

export function setBit(bits: Uint8Array, number: number): void {
  bits[number >> 3] = (bits[number >> 3] ?? 0) | (1 << (number & 7));
}

export const emptyBits = (count: number): Uint8Array => new Uint8Array((count + 7) >> 3);

export function countBits(bits: Uint8Array): number {
  let count = 0;
  for (const byte of bits) for (let rest = byte; rest !== 0; rest &= rest - 1) count += 1;
  return count;
}

/** Bits as short text: few set bits, or many, deflate to little. */
export const packBits = (bits: Uint8Array): string => deflateRawSync(bits).toString("base64");

/** Undefined when the text is not what `packBits` made of `count` bits. */
export function unpackBits(text: string, count: number): Uint8Array | undefined {
  const size = (count + 7) >> 3;
  try {
    const bits = inflateRawSync(Buffer.from(text, "base64"), { maxOutputLength: size + 1 });
    return bits.length === size ? new Uint8Array(bits) : undefined;
  } catch {
    return undefined;
  }
}
