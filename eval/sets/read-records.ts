import { lineRefused, type Line, readLines } from "./read-lines.ts";

/** The fields of one line of a JSON Lines file, each read with a check of its own. */
export class JsonRecord {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #refuse: (why: string) => Error;

  constructor(fields: object, refuse: (why: string) => Error) {
    this.#fields = fields as Readonly<Record<string, unknown>>;
    this.#refuse = refuse;
  }

  /** Throws `UserError` when it is not there. */
  text(name: string): string {
    const value = this.optionalText(name);
    if (value === undefined) throw this.#refuse(`"${name}" is missing or no text.`);
    return value;
  }

  optionalText(name: string): string | undefined {
    const value = this.#fields[name];
    return typeof value === "string" ? value : undefined;
  }

  texts(name: string): readonly string[] {
    const value = this.#fields[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
  }
}

/** The objects of a JSON Lines file. Throws `UserError` with the line that is none. */
export async function* readRecords(file: string): AsyncGenerator<JsonRecord> {
  for await (const line of readLines(file)) {
    const refuse = (why: string): Error => lineRefused(file, line, why);
    yield new JsonRecord(parseObject(file, line), refuse);
  }
}

function parseObject(file: string, line: Line): object {
  try {
    const value: unknown = JSON.parse(line.text);
    if (typeof value === "object" && value !== null) return value;
  } catch (cause) {
    throw lineRefused(file, line, "This is not JSON.", { cause });
  }
  throw lineRefused(file, line, "This is not a JSON object.");
}
