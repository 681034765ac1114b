import { createMemory, type WasmMemory } from "../../lib/kernels.ts";
import { aligned } from "./sections.ts";

/** Bytes behind a segment's file in which kernels work, for words and for vectors each. */
const ROOM_BYTES = 1 << 19;

/**
 * The memory of one segment: its file, byte for byte from address 0 on, then the rooms of kernels. So the address of any array of
 * a segment is its `byteOffset`. It never grows, and can be posted to another thread.
 */
export interface SegmentMemory {
  readonly memory: WasmMemory;
  readonly fileBytes: number;
}

/** Memory for a file of so many bytes. Throws `RangeError` when it would pass 4 GiB. */
export function allotMemory(fileBytes: number): SegmentMemory {
  return { memory: createMemory(aligned(fileBytes) + 2 * ROOM_BYTES), fileBytes };
}

/** Memory that holds a copy of these bytes. */
export function memoryHolding(file: Uint8Array): SegmentMemory {
  const allotted = allotMemory(file.length);
  fileIn(allotted).set(file);
  return allotted;
}

/** What is, or becomes, the file. */
export const fileIn = ({ memory, fileBytes }: SegmentMemory): Uint8Array => new Uint8Array(memory.buffer, 0, fileBytes);

/** Where the kernels of words may write, up to `ROOM_BYTES`. */
export const wordRoomOf = ({ fileBytes }: SegmentMemory): number => aligned(fileBytes);

/** Where the kernels of vectors may write, up to `ROOM_BYTES`. */
export const vectorRoomOf = ({ fileBytes }: SegmentMemory): number => aligned(fileBytes) + ROOM_BYTES;
