import { styleText } from "node:util";
import type { CliStreams, OutStream } from "./setup.ts";
import { wrapText } from "./text-width.ts";

type Style = "bold" | "dim" | "red" | "green" | "yellow";

/** Long lines are hard to read, also on a wide screen. */
const WIDEST = 88;
const USUAL = 80;
const NARROWEST = 24;

/**
 * Writes what a command has to say: its answer to standard output, everything else to standard error. When a reader such
 * as `head` has gone, the rest is dropped and the command still does its work.
 */
export class Printer {
  readonly #out: OutStream;
  readonly #err: OutStream;
  readonly #hasColour: boolean;
  #outFailure: Error | undefined;

  constructor({ out, err }: CliStreams, { hasColour }: { readonly hasColour: boolean }) {
    this.#out = out;
    this.#err = err;
    this.#hasColour = hasColour;
    out.on("error", (error) => (this.#outFailure ??= error));
    err.on("error", () => undefined);
  }

  /** Why the answer could not be written, unless the reader just had enough. */
  get outFailure(): Error | undefined {
    const failure = this.#outFailure;
    return failure && "code" in failure && failure.code === "EPIPE" ? undefined : failure;
  }

  /** Resolves when all that was written is out, or lost. */
  async flush(): Promise<void> {
    if (this.#outFailure === undefined) await new Promise<void>((resolve) => this.#out.write("", () => resolve()));
  }

  /** Columns for text meant for people. */
  get width(): number {
    return Math.max(NARROWEST, Math.min(WIDEST, (this.#out.columns || USUAL) - 1));
  }

  line(text = ""): void {
    if (this.#outFailure === undefined) this.#out.write(`${text}\n`);
  }

  lines(lines: readonly string[]): void {
    if (lines.length > 0) this.line(lines.join("\n"));
  }

  /** A text in lines of the terminal's width, all of them indented. */
  paragraph(text: string, indent = ""): void {
    this.lines(wrapText(text, this.width - indent.length).map((line) => indent + line));
  }

  json(value: unknown): void {
    this.line(JSON.stringify(value, null, 2));
  }

  /** Something besides the answer. */
  note(text: string): void {
    this.#err.write(`${text}\n`);
  }

  /** The one line that says why a command failed. */
  failure(text: string): void {
    this.note(`${this.#hasColour ? styleText("red", "broadsheet:", { stream: this.#err }) : "broadsheet:"} ${text}`);
  }

  style(style: Style, text: string): string {
    return this.#hasColour ? styleText(style, text, { stream: this.#out }) : text;
  }
}
