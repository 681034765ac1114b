/** The functions of `assembly/training.ts`, which says what they do. */
export interface TrainingKernels {
  sumRows(
    starts: number,
    rows: number,
    weights: number,
    vectors: number,
    z: number,
    stride: number,
    from: number,
    to: number,
  ): void;
  normalise(z: number, stride: number, unit: number, lengths: number, size: number, from: number, to: number): void;
  multiply(
    a: number,
    aRow: number,
    aDepth: number,
    b: number,
    bDepth: number,
    bColumn: number,
    c: number,
    cRow: number,
    depth: number,
    columns: number,
    panel: number,
    from: number,
    to: number,
  ): void;
  exponentials(
    s: number,
    stride: number,
    columns: number,
    sharpness: number,
    sums: number,
    from: number,
    to: number,
  ): void;
  sumColumns(s: number, stride: number, rows: number, sums: number, from: number, to: number): void;
  gradient(
    s: number,
    stride: number,
    columns: number,
    rowSums: number,
    columnSums: number,
    factor: number,
    from: number,
    to: number,
  ): void;
  backThroughLength(
    unit: number,
    byUnit: number,
    lengths: number,
    size: number,
    byZ: number,
    stride: number,
    from: number,
    to: number,
  ): void;
  updateRows(
    touched: number,
    starts: number,
    texts: number,
    weights: number,
    byZ: number,
    vectors: number,
    first: number,
    second: number,
    stride: number,
    rate: number,
    b1: number,
    b2: number,
    correction: number,
    sum: number,
    from: number,
    to: number,
  ): void;
}
