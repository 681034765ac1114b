import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Instance, Memory, Module, type WasmMemory, type WasmModule } from "./kernels/web-assembly.ts";

export type { WasmMemory } from "./kernels/web-assembly.ts";

const PAGE_BYTES = 65_536;

const modules = new Map<string, WasmModule>();

const pagesOf = (bytes: number): number => Math.max(1, Math.ceil(bytes / PAGE_BYTES));

/** The most that a kernel can address. */
export const MOST_MEMORY = 2 ** 32;

/**
 * Memory of at least so many bytes, all 0, that kernels work on and threads can share; it may grow to `mostBytes`. Throws
 * `RangeError` beyond `MOST_MEMORY`.
 */
export function createMemory(bytes: number, mostBytes = bytes): WasmMemory {
  return new Memory({ initial: pagesOf(bytes), maximum: pagesOf(mostBytes), shared: true });
}

/** Makes room for `bytes`; views of the memory made before stay valid, but end where it ended. */
export function growMemory(memory: WasmMemory, bytes: number): void {
  const missing = bytes - memory.buffer.byteLength;
  if (missing > 0) memory.grow(pagesOf(missing));
}

/**
 * The functions of `assembly/<name>.ts`, working on `memory`. Addresses are bytes from its start; the caller keeps order there.
 * The caller says what they are. Throws when the file is missing: the build is incomplete then.
 */
export function loadKernels(name: string, memory: WasmMemory): unknown {
  return new Instance(moduleOf(name), { env: { memory } }).exports;
}

function moduleOf(name: string): WasmModule {
  const known = modules.get(name);
  if (known) return known;
  const made = new Module(readFileSync(join(import.meta.dirname, "kernels", `${name}.wasm`)));
  modules.set(name, made);
  return made;
}
