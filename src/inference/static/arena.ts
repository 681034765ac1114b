import { createMemory, type WasmMemory } from "../../lib/kernels.ts";

const ALIGNMENT = 16;

/** Memory for kernels, divided into named pieces. */
export class Arena<Name extends string> {
  readonly memory: WasmMemory;
  /** Where each piece begins. */
  readonly at: Readonly<Record<Name, number>>;

  /** The pieces' sizes in bytes; all are zero at first. */
  constructor(sizes: Readonly<Record<Name, number>>) {
    let used = 0;
    const at: Partial<Record<Name, number>> = {};
    for (const name of Object.keys(sizes) as Name[]) {
      at[name] = used;
      used += Math.ceil(sizes[name] / ALIGNMENT) * ALIGNMENT;
    }
    this.at = at as Record<Name, number>;
    this.memory = createMemory(used);
  }

  floats(address: number, count: number): Float32Array {
    return new Float32Array(this.memory.buffer, address, count);
  }

  integers(address: number, count: number): Int32Array {
    return new Int32Array(this.memory.buffer, address, count);
  }

  bytes(address: number, count: number): Uint8Array {
    return new Uint8Array(this.memory.buffer, address, count);
  }
}
