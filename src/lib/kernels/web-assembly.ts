/** What we use of WebAssembly (W3C WebAssembly JavaScript Interface); the types of Node leave it to those of browsers. */
interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: unknown };
  readonly Memory: new (size: { readonly initial: number; readonly maximum?: number }) => WasmMemory;
}

export interface WasmModule {
  readonly isWasmModule?: never;
}

/** Sizes are in pages of 65,536 bytes. After `grow`, `buffer` is another one and views of the old are empty. */
export interface WasmMemory {
  readonly buffer: ArrayBuffer;
  grow(pages: number): number;
}

export const { Module, Instance, Memory } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface })
  .WebAssembly;
