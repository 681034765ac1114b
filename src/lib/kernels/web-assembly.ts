/** What we use of WebAssembly (W3C WebAssembly JavaScript Interface); the types of Node leave it to those of browsers. */
interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => WasmModule;
  readonly Instance: new (
    module: WasmModule,
    imports: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
  ) => { readonly exports: unknown };
  readonly Memory: new (size: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => WasmMemory;
}

export interface WasmModule {
  readonly isWasmModule?: never;
}

/** Memory that can be posted to another thread, which then sees the same bytes. Ours never grows. */
export interface WasmMemory {
  readonly buffer: SharedArrayBuffer;
}

export const { Module, Instance, Memory } = (globalThis as unknown as { readonly WebAssembly: WebAssemblyInterface })
  .WebAssembly;
