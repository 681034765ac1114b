import type { Paper } from "../../domain/paper.ts";
import { formatPartialDate } from "../../lib/words.ts";
import type { Printer } from "./printer.ts";
import { wrapText } from "./text-width.ts";
import { foldAuthors } from "./words.ts";

/** Sets a paper in a numbered list: its title, its facts, and further remarks. */
export function printPaperLines(printer: Printer, number: number, paper: Paper, remarks: readonly string[] = []): void {
  const { id, title, authors, authorCount, published } = paper;
  const mark = `${number}. `.padStart(5);
  const indent = " ".repeat(mark.length);
  const [first = "", ...more] = wrapText(title, printer.width - mark.length);
  printer.line(mark + printer.style("bold", first));
  printer.lines(more.map((line) => indent + printer.style("bold", line)));
  const facts = [foldAuthors(authors, authorCount), published === undefined ? "" : formatPartialDate(published), id];
  printer.paragraph(facts.filter((fact) => fact !== "").join(" · "), indent);
  for (const remark of remarks)
    printer.lines(wrapText(remark, printer.width - indent.length).map((line) => indent + printer.style("dim", line)));
  printer.line();
}

/** A paper as every list in JSON tells it. */
export function paperLineToJson({ id, title, authors, published }: Paper): object {
  return { id, title, authors: authors.map(({ name }) => name), publishedAt: published ?? null };
}
