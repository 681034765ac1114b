/** Renderings by their source, the least recently used dropped first. `maxBytes` counts keys and values, roughly. */
export class FormulaCache {
  readonly #maxBytes: number;
  readonly #entries = new Map<string, string>();
  #bytes = 0;

  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  get(source: string): string | undefined {
    const mathml = this.#entries.get(source);
    if (mathml === undefined) return undefined;
    this.#entries.delete(source);
    this.#entries.set(source, mathml);
    return mathml;
  }

  set(source: string, mathml: string): void {
    this.#delete(source);
    this.#entries.set(source, mathml);
    this.#bytes += sizeOf(source, mathml);
    for (const oldest of this.#entries.keys()) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#delete(oldest);
    }
  }

  #delete(source: string): void {
    const mathml = this.#entries.get(source);
    if (mathml === undefined) return;
    this.#entries.delete(source);
    this.#bytes -= sizeOf(source, mathml);
  }
}

const ENTRY_BYTES = 100;

function sizeOf(source: string, mathml: string): number {
  return ENTRY_BYTES + 2 * (source.length + mathml.length);
}
