/** For each document the numbers of its terms, ascending: each as its distance from the one before, seven bits a byte. */
export class TermLists {
  #bytes = new Uint8Array(1 << 16);
  #used = 0;

  /** Appends a list and returns its address. */
  add(terms: Int32Array): number {
    const address = this.#used;
    const mostBytes = 5 * (terms.length + 1);
    if (address + mostBytes > this.#bytes.length)
      this.#bytes = new Uint8Array(this.#bytes.buffer.transfer(2 * this.#bytes.length + mostBytes));
    this.#write(terms.length);
    let previous = 0;
    for (const term of terms) {
      this.#write(term - previous);
      previous = term;
    }
    return address;
  }

  read(address: number): Int32Array {
    let at = address;
    const next = (): number => {
      let value = 0;
      for (let shift = 0; ; shift += 7) {
        const byte = this.#bytes[at++] ?? 0;
        value |= (byte & 127) << shift;
        if (byte < 128) return value;
      }
    };
    const terms = new Int32Array(next());
    let previous = 0;
    for (let index = 0; index < terms.length; index++) terms[index] = previous += next();
    return terms;
  }

  #write(number: number): void {
    let rest = number;
    while (rest > 127) {
      this.#bytes[this.#used++] = (rest & 127) | 128;
      rest >>>= 7;
    }
    this.#bytes[this.#used++] = rest;
  }
}
