/** A record of named values as some tool exported it, found by name whatever its case and punctuation: `github_repo` is `githubRepo`. */
export type Fields = ReadonlyMap<string, unknown>;

/** Objects that only group what belongs to the paper itself. What the paper says wins over what its wrapper says. */
const GROUPS: readonly string[] = ["message", "counts", "links", "externalids", "ids"];

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function fieldsOf(record: Readonly<Record<string, unknown>>): Fields {
  const fields = new Map<string, unknown>();
  addAll(fields, record);
  const paper = fields.get("paper");
  if (isRecord(paper)) for (const [name, value] of fieldsOf(paper)) fields.set(name, value);
  for (const group of GROUPS) {
    const values = fields.get(group);
    if (isRecord(values)) addAll(fields, values);
  }
  return fields;
}

function addAll(fields: Map<string, unknown>, record: Readonly<Record<string, unknown>>): void {
  for (const name of Object.keys(record)) {
    const value = record[name];
    const plain = plainName(name);
    if (value !== null && value !== undefined && value !== "" && !fields.has(plain)) fields.set(plain, value);
  }
}

/** A field's name without case and punctuation. */
export function plainName(name: string): string {
  return /^[a-z]+$/.test(name) ? name : name.toLowerCase().replace(/[^a-z0-9]+/g, "");
}

/** The first of the named fields that says anything. */
export function firstOf(fields: Fields, names: readonly string[]): unknown {
  for (const name of names) {
    const value = fields.get(name);
    if (value !== undefined) return value;
  }
  return undefined;
}

/** The text of a value: a string, a number, or the first of a list of them. */
export function textOf(value: unknown): string | undefined {
  const single = Array.isArray(value) ? (value[0] as unknown) : value;
  if (typeof single === "number") return String(single);
  return typeof single === "string" && single.trim() !== "" ? single : undefined;
}

/** The text of the first named field that has one. */
export function firstText(fields: Fields, names: readonly string[]): string | undefined {
  for (const name of names) {
    const text = textOf(fields.get(name));
    if (text !== undefined) return text;
  }
  return undefined;
}

/** A count of the first named field that has one: a whole number, or the text of one. */
export function firstCount(fields: Fields, names: readonly string[]): number | undefined {
  for (const name of names) {
    const text = textOf(fields.get(name))?.trim();
    if (text !== undefined && /^\d{1,12}(?:\.0+)?$/.test(text)) return Math.trunc(Number(text));
  }
  return undefined;
}
