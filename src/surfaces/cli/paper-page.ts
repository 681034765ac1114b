import { formatIdentifier, identifierUrl } from "../../domain/identifier.ts";
import { labelOf, publisherOf } from "../../domain/source-id.ts";
import type { Paper } from "../../domain/paper.ts";
import { toIso } from "../../lib/clock.ts";
import type { PaperFile } from "./paper-file.ts";
import type { Printer } from "./printer.ts";
import { padTo, wrapText } from "./text-width.ts";
import { counted, formatPartialDate } from "../../lib/words.ts";
import { formatMoment } from "./words.ts";

type Fact = readonly [name: string, text: string | undefined];

/** Sets a paper for reading in a terminal: title, authors, abstract, then the facts one by one. */
export function printPaper(printer: Printer, file: PaperFile): void {
  const { title, isTitleProvisional, authors, authorCount } = file.paper;
  printer.lines(wrapText(title, printer.width).map((line) => printer.style("bold", line)));
  if (isTitleProvisional)
    printer.line(printer.style("dim", "(a title of our own making, until a source brings the real one)"));
  printer.paragraph(
    authors.map(({ name }) => name).join(", ") || (authorCount > 0 ? counted(authorCount, "author") : ""),
  );
  printWithdrawal(printer, file.paper);
  printAbstract(printer, file.paper);
  printer.line();
  printFacts(printer, factsOf(file));
}

function printWithdrawal(printer: Printer, { withdrawal }: Paper): void {
  if (!withdrawal) return;
  printer.line();
  printer.line(printer.style("red", "Withdrawn."));
  if (withdrawal.reason !== undefined) printer.paragraph(withdrawal.reason);
}

function printAbstract(printer: Printer, { abstract, summary }: Paper): void {
  const text = abstract ?? summary;
  if (text === undefined) return;
  for (const paragraph of text.split("\n\n")) {
    printer.line();
    printer.paragraph(paragraph);
  }
  if (abstract === undefined) printer.line(printer.style("dim", "(a summary, not the authors' abstract)"));
}

function printFacts(printer: Printer, facts: readonly Fact[]): void {
  const known = facts.flatMap(([name, text]) => (text === undefined || text === "" ? [] : [{ name, text }]));
  const indent = Math.max(0, ...known.map(({ name }) => name.length)) + 2;
  for (const { name, text } of known) {
    const lines = text.split("\n").flatMap((line) => wrapText(line, printer.width - indent));
    printer.lines(lines.map((line, index) => printer.style("dim", padTo(index === 0 ? name : "", indent)) + line));
  }
}

const lines = (texts: readonly string[]): string => texts.join("\n");
const inWords = (date: string | undefined): string | undefined =>
  date === undefined ? undefined : formatPartialDate(date);

function factsOf({ paper, appearances, events, countHistory }: PaperFile): readonly Fact[] {
  return [
    ["id", paper.id],
    ["published", inWords(paper.published)],
    ["updated", paper.updated === paper.published ? undefined : inWords(paper.updated)],
    ["venue", paper.venue],
    ["journal", paper.journalReference],
    ["comment", paper.comment],
    ["categories", paper.categories.join(" ")],
    ["organization", paper.organization],
    ["license", paper.license],
    [
      "identifiers",
      lines(
        paper.identifiers.map((identifier) =>
          identifier.scheme === "url"
            ? identifier.value
            : `${formatIdentifier(identifier)} (${identifierUrl(identifier)})`,
        ),
      ),
    ],
    ["code", paper.links.code],
    ["project", paper.links.project],
    ["counts", countsText(paper, countHistory.at(-1)?.day)],
    [
      "versions",
      lines(
        paper.versions.map(({ number, date, isWithdrawn }) =>
          [`v${number}`, inWords(date), isWithdrawn ? "withdrawn" : undefined]
            .filter((part) => part !== undefined)
            .join(", "),
        ),
      ),
    ],
    ["editions", lines(appearances.map(({ day, kind, source }) => `${day}: ${kind}, ${publisherOf(source)}`))],
    [
      "history",
      lines(
        events.map(({ at, kind, detail }) => `${toIso(at).slice(0, 10)}: ${kind}${detail === "" ? "" : `, ${detail}`}`),
      ),
    ],
    [
      "seen in",
      lines(paper.seenIn.map(({ source, changedAt }) => `${labelOf(source)}, last at ${formatMoment(changedAt)}`)),
    ],
  ];
}

function countsText({ counts: { votes, comments, stars } }: Paper, day: string | undefined): string | undefined {
  const parts = [
    votes === undefined ? undefined : counted(votes, "vote"),
    comments === undefined ? undefined : counted(comments, "comment"),
    stars === undefined ? undefined : counted(stars, "star"),
  ].filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  return parts.join(", ") + (day === undefined ? "" : ` (on ${day})`);
}
