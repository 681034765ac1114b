import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Instance, Memory, Module, type WasmMemory, type WasmModule } from "./kernels/web-assembly.ts";

export type { WasmMemory } from "./kernels/web-assembly.ts";

const PAGE_BYTES = 65_536;

const modules = new Map<string, WasmModule>();

/** Memory of at least so many bytes, all 0, that kernels work on and threads can share. Throws `RangeError` beyond 4 GiB. */
export function createMemory(bytes: number): WasmMemory {
  const pages = Math.max(1, Math.ceil(bytes / PAGE_BYTES));
  return new Memory({ initial: pages, maximum: pages, shared: true });
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
