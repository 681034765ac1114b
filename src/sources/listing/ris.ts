import { type Fields } from "./fields.ts";
import { listingEntry, type Passage } from "./listing-entry.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { readFields } from "./read-fields.ts";
import { trimmedLines } from "./lines.ts";

const TAG = /^([A-Z][A-Z0-9])  ?-(?: (.*))?$/;
const NAMES: ReadonlyMap<string, string> = new Map([
  ["TI", "title"],
  ["T1", "title"],
  ["CT", "title"],
  ["BT", "booktitle"],
  ["AU", "author"],
  ["A1", "author"],
  ["AB", "abstract"],
  ["N2", "abstract"],
  ["N1", "comment"],
  ["DA", "date"],
  ["Y1", "published"],
  ["PY", "year"],
  ["T2", "venue"],
  ["JO", "journal"],
  ["JF", "journal"],
  ["JA", "conference"],
  ["J2", "conference"],
  ["DO", "doi"],
  ["UR", "url"],
  ["L1", "pdf"],
  ["L2", "link"],
  ["LK", "link"],
  ["AN", "id"],
  ["VL", "volume"],
  ["PB", "publisher"],
  ["M1", "number"],
]);

/** Reads RIS, as EndNote, Zotero, Mendeley and publishers write it. */
export function* readRis(text: string): Iterable<Outcome> {
  let record: Passage[] = [];
  for (const passage of trimmedLines(text)) {
    const tag = TAG.exec(passage.text)?.[1];
    if (tag === "TY" && record.length > 0) {
      yield readRecord(record);
      record = [];
    }
    if (tag !== undefined || record.length > 0) record.push(passage);
    else if (passage.text !== "")
      yield {
        line: passage.line,
        message: `This stands outside any RIS record: ${excerpt(passage.text)}`,
      };
    if (tag !== "ER") continue;
    yield readRecord(record);
    record = [];
  }
  if (record.length > 0) yield readRecord(record);
}

function readRecord(lines: readonly Passage[]): Outcome {
  const line = lines[0]?.line ?? 1;
  const text = lines
    .map((passage) => passage.text)
    .join("\n")
    .trim();
  const reading = readFields(fieldsOfRecord(lines));
  return reading
    ? listingEntry("ris", { line, text }, reading)
    : { line, message: `This RIS record has neither a title nor an identifier: ${excerpt(text)}` };
}

/** A line without a tag goes on with the field before it. Authors and addresses are lists; of another repeated field the first counts. */
function fieldsOfRecord(lines: readonly Passage[]): Fields {
  const values: { name: string; value: string }[] = [];
  for (const { text } of lines) {
    const [, tag, value = ""] = TAG.exec(text) ?? [];
    const last = values.at(-1);
    if (tag !== undefined) values.push({ name: NAMES.get(tag) ?? tag, value: value.trim() });
    else if (last) last.value = `${last.value}\n${text}`;
  }
  const fields = new Map<string, unknown>();
  for (const { name, value } of values) if (value !== "" && !fields.has(name)) fields.set(name, value);
  const listed = (wanted: string): string[] => values.flatMap(({ name, value }) => (name === wanted ? [value] : []));
  return fields.set("author", listed("author")).set("url", listed("url"));
}
