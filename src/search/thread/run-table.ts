/** Rows of numbers of any length, numbered from 0, in one growing array. */
export class RunTable {
  /** Row `n` stands from `start[n]` to `start[n + 1]`. */
  values = new Uint32Array(1 << 12);
  start = new Uint32Array(1 << 10);
  count = 0;

  add(row: readonly number[]): number {
    const from = this.start[this.count] as number;
    const end = from + row.length;
    if (end > this.values.length) this.values = new Uint32Array(this.values.buffer.transfer(8 * end));
    if (this.count + 2 > this.start.length)
      this.start = new Uint32Array(this.start.buffer.transfer(8 * this.start.length));
    this.values.set(row, from);
    this.start[this.count + 1] = end;
    this.count += 1;
    return this.count - 1;
  }

  /** Behind the last row. */
  get end(): number {
    return this.start[this.count] as number;
  }

  /** The row that the value at a position belongs to. */
  rowAt(position: number): number {
    let [low, high] = [0, this.count];
    while (low + 1 < high) {
      const middle = (low + high) >>> 1;
      if ((this.start[middle] as number) <= position) low = middle;
      else high = middle;
    }
    return low;
  }

  row(number: number): Uint32Array {
    return this.values.subarray(this.start[number], this.start[number + 1]);
  }
}
