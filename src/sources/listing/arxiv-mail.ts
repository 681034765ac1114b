import { parseArxivId } from "../../domain/identifier.ts";
import type { Appearance, AppearanceKind } from "../../domain/sighting.ts";
import { parseTime } from "../../lib/clock.ts";
import { listingDayOfMailing } from "../arxiv/schedule.ts";
import { listingEntry, type Passage } from "./listing-entry.ts";
import { mailLines } from "./mail-lines.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { readFields } from "./read-fields.ts";

const ID_LINE = /^arXiv:\s?(\S+)/i;
const FIELD = /^(Title|Authors?|Categories|Comments|Journal-ref|DOI|License|[A-Z][A-Za-z]{2,9}-(?:no|class)):(.*)$/i;
const STATUS = /^(Date:|replaced with revised version)\s*([^(]{1,60})(?:\((\d+kb))?/i;
const NAMES: Readonly<Record<string, string>> = {
  comments: "comment",
  "journal-ref": "journalref",
  author: "authors",
};
const RULES: Readonly<Record<string, string>> = { cross: "%-%-%\n", replace: "%%--%%\n" };

interface Section {
  readonly kind: AppearanceKind;
  /** The mail's own date line. */
  readonly date: string;
}

/** Reads an arXiv announcement mail: new papers, then cross-listings, then revisions, which come without abstracts. */
export function* readArxivMail(text: string): Iterable<Outcome> {
  const lines = mailLines(text);
  const starts = lines.flatMap(({ text: line }, index) => (ID_LINE.test(line) ? [index] : []));
  const date = lines.slice(0, starts[0] ?? 0).find(({ text: line }) => /^date:/i.test(line))?.text ?? "";
  let kind: AppearanceKind = "new";
  for (const [index, start] of starts.entries()) {
    kind = sectionIn(lines.slice(starts[index - 1] ?? 0, start)) ?? kind;
    yield readEntry(lines.slice(start, starts[index + 1] ?? lines.length), { kind, date });
  }
}

/** What the rule between two sections begins: `%-%-%` cross-listings, `%%--%%` revisions. */
function sectionIn(lines: readonly Passage[]): AppearanceKind | undefined {
  if (lines.some(({ text }) => text.startsWith("%%--%%"))) return "replace";
  return lines.some(({ text }) => text.startsWith("%-%-%")) ? "cross" : undefined;
}

function readEntry(passages: readonly Passage[], section: Section): Outcome {
  const line = passages[0]?.line ?? 1;
  const lines = entryLines(passages);
  const arxiv = parseArxivId(ID_LINE.exec(lines[0] ?? "")?.[1] ?? "");
  const fields = fieldsIn(lines);
  const reading = arxiv && fields.has("title") ? readFields(fields.set("id", arxiv.id)) : undefined;
  if (!reading)
    return { line, message: `This entry of an arXiv mail has no id or no title: ${excerpt(lines.join(" "))}` };
  const kind = kindOf(lines, section);
  const text = `${section.date}\n${RULES[kind] ?? ""}\\\\\n${lines.join("\n")}`.trim();
  return listingEntry("arxiv-mail", { line, text }, { ...reading, appearances: appearances(section.date, kind) });
}

/** The lines up to the address or rule that closes the entry. */
function entryLines(passages: readonly Passage[]): string[] {
  const lines = passages.map(({ text }) => text.trimEnd());
  const end = lines.findIndex((line) => /^\\\\\s*\(/.test(line) || /^[-%]{10,}/.test(line));
  return end < 0 ? lines : lines.slice(0, end + (lines[end]?.startsWith("\\\\") === true ? 1 : 0));
}

function kindOf(lines: readonly string[], { kind }: Section): AppearanceKind {
  if (lines.slice(1, 3).some((line) => /^replaced with/i.test(line))) return "replace";
  return /\(\*cross-listing\*\)/.test(lines[0] ?? "") ? "cross" : kind;
}

/** Named lines, each going on over the lines after it, and behind the rule the abstract. */
function fieldsIn(lines: readonly string[]): Map<string, unknown> {
  const fields = new Map<string, unknown>();
  const rules = lines.flatMap((line, index) => (line.startsWith("\\\\") ? [index] : []));
  const [bodyStart = lines.length, bodyEnd = lines.length] = rules;
  let name = "";
  for (const line of lines.slice(1, bodyStart)) {
    const [, label, value = ""] = FIELD.exec(line) ?? [];
    const status = name === "" ? STATUS.exec(line) : null;
    if (label !== undefined) name = NAMES[label.toLowerCase()] ?? label.toLowerCase();
    if (label !== undefined) fields.set(name, value.trim());
    else if (status) addStatus(fields, status);
    else if (name !== "") fields.set(name, `${String(fields.get(name))} ${line.trim()}`);
  }
  return fields.set("abstract", paragraphs(lines.slice(bodyStart + 1, bodyEnd)));
}

/** Abstracts are wrapped; a line that is indented, after the first, begins a paragraph. */
function paragraphs(lines: readonly string[]): string {
  return lines.map((line) => (/^\s{2}\S/.test(line) ? `\n\n${line}` : line)).join("\n");
}

function addStatus(fields: Map<string, unknown>, [, label = "", date = "", size]: RegExpExecArray): void {
  if (!/^date/i.test(label)) fields.set("updated", date);
  else fields.set("published", date).set("versions", [{ version: 1, created: date, size }]);
}

function appearances(dateLine: string, kind: AppearanceKind): readonly Appearance[] {
  const time = parseTime(dateLine.replace(/^date:\s*/i, "").trim());
  return time === undefined ? [] : [{ day: listingDayOfMailing(time), kind }];
}
