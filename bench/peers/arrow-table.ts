import type { PaperWithVector } from "../search/corpus.ts";
import { DIMENSIONS } from "../search/vector-space.ts";
import { installed } from "./installed.ts";

/** The few names of Apache Arrow's interface that are used here. */
interface ArrowModule {
  readonly Float32: new () => object;
  readonly Float64: new () => object;
  readonly Int32: new () => object;
  readonly Utf8: new () => object;
  readonly Field: new (name: string, type: object, isNullable: boolean) => object;
  readonly List: new (item: object) => object;
  readonly FixedSizeList: new (size: number, item: object) => object;
  readonly Table: new (columns: Readonly<Record<string, object>>) => object;
  makeData(parts: object): object;
  makeVector(content: object): object;
  vectorFromArray(values: readonly unknown[], type: object): object;
}

/** Papers as columns, three times as quick to make as LanceDB's own way from rows. */
export function arrowTable(papers: readonly PaperWithVector[]): object {
  const { module: arrow } = installed<ArrowModule>("apache-arrow");
  const column = (valueOf: (paper: PaperWithVector) => unknown, type: object): object =>
    arrow.vectorFromArray(papers.map(valueOf), type);
  return new arrow.Table({
    key: column(({ key }) => key, new arrow.Float64()),
    text: column(({ title, authors, abstract }) => `${title}\n${authors}\n${abstract}`, new arrow.Utf8()),
    categories: column(({ categories }) => categories, new arrow.List(new arrow.Field("item", new arrow.Utf8(), true))),
    day: column(({ day }) => day, new arrow.Int32()),
    vector: vectorColumn(arrow, papers),
  });
}

function vectorColumn(arrow: ArrowModule, papers: readonly PaperWithVector[]): object {
  const floats = new Float32Array(papers.length * DIMENSIONS);
  for (const [index, { vector }] of papers.entries()) floats.set(vector, index * DIMENSIONS);
  const item = new arrow.Float32();
  const child = arrow.makeData({ type: item, length: floats.length, nullCount: 0, data: floats });
  const type = new arrow.FixedSizeList(DIMENSIONS, new arrow.Field("item", item, true));
  return arrow.makeVector(arrow.makeData({ type, length: papers.length, nullCount: 0, child }));
}
