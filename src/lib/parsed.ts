/** Something in an input that could not be used. `line` counts from 1; `where` names the entry when lines say nothing. */
export interface Problem {
  readonly line?: number | undefined;
  readonly where?: string | undefined;
  readonly message: string;
}

/** What a parser makes of an input: all that was readable, and what was not. Parsers never throw on bad input. */
export interface Parsed<Value> {
  readonly value: Value;
  readonly problems: readonly Problem[];
}
