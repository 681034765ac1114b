import { SaxesParser, type SaxesTagPlain } from "saxes";
import { messageOf } from "./errors.ts";
import { mendXml } from "./mend-xml.ts";
import type { Parsed, Problem } from "./parsed.ts";
import type { XmlElement } from "./xml-element.ts";

/** One record of a document (an entry, an item): its tree, and its text as sent. */
export interface XmlRecord {
  readonly element: XmlElement;
  /** Where it begins, from 1. */
  readonly line: number;
  readonly text: string;
}

export interface XmlDocument {
  /** The root with everything that is not part of a record; undefined when there is no element at all. */
  readonly root: XmlElement | undefined;
  readonly records: readonly XmlRecord[];
  /** The document went on to its end: nothing was cut off. */
  readonly isComplete: boolean;
}

/** What no honest feed comes near; records of arXiv are about 8 deep and have at most a few thousand authors. */
const MOST_DEPTH = 50;
const MOST_ATTRIBUTES = 1_000;
const MOST_ELEMENTS = 50_000;
const MOST_ERRORS = 100;

/**
 * Reads a document made of records. Names count without their prefix, since feeds change prefixes and namespaces more
 * often than names. No DTD is read and no entity expanded. After a syntax error reading goes on with the next record;
 * the error is a problem and the record it was in is left out.
 */
export function readXml(text: string, recordNames: readonly string[]): Parsed<XmlDocument> {
  const { value: mended, problems } = mendXml(text);
  const reader = new RecordReader(mended, recordNames);
  let start: number | undefined = 0;
  while (start !== undefined) start = reader.readFrom(start);
  const { root, records, isComplete } = reader;
  return { value: { root, records, isComplete }, problems: [...problems, ...reader.problems] };
}

interface OpenElement extends XmlElement {
  readonly children: (XmlElement | string)[];
}

interface OpenTag {
  /** The name with its prefix. */
  readonly tagName: string;
  readonly element: OpenElement;
}

interface OpenRecord {
  readonly depth: number;
  readonly start: number;
  readonly line: number;
}

class RecordReader {
  root: XmlElement | undefined;
  readonly records: XmlRecord[] = [];
  readonly problems: Problem[] = [];
  isComplete = false;
  readonly #text: string;
  readonly #recordNames: ReadonlySet<string>;
  readonly #nextRecord: RegExp;
  #parser = new SaxesParser();
  /** Index of the text at which the parser's positions begin, and the lines before it. */
  #offset = 0;
  #linesBefore = 0;
  #open: OpenTag[] = [];
  /** The elements around the records. */
  #around: readonly OpenTag[] = [];
  #record: OpenRecord | undefined;
  #elements = 0;
  #attributes = 0;

  constructor(text: string, recordNames: readonly string[]) {
    this.#text = text;
    this.#recordNames = new Set(recordNames);
    this.#nextRecord = new RegExp(`<(?:[\\w.-]{1,40}:)?(?:${recordNames.join("|")})[\\s/>]`, "g");
  }

  /** Reads to the end or to the first syntax error; says where to go on after one. */
  readFrom(start: number): number | undefined {
    this.#begin(start);
    try {
      this.#parser.write(this.#text.slice(start));
    } catch (error) {
      return this.#recover(start, error);
    }
    try {
      this.#parser.close();
      this.isComplete = true;
    } catch {
      this.#report(this.#lineAt(this.#text.length), "The document ends before it is finished.");
    }
    return undefined;
  }

  /** A later part of the document is read inside the elements that were open around its records. */
  #begin(start: number): void {
    this.#parser = new SaxesParser({ fragment: start > 0 });
    this.#open = [...this.#around];
    this.#record = undefined;
    this.#elements = 0;
    const opening = this.#around.map(({ tagName }) => `<${tagName}>`).join("");
    this.#parser.write(opening);
    this.#offset = start - opening.length;
    this.#linesBefore = this.#lineAt(start) - 1;
    this.#parser.on("opentagstart", () => (this.#attributes = 0));
    this.#parser.on("attribute", () => this.#limit(++this.#attributes, MOST_ATTRIBUTES, "attributes"));
    this.#parser.on("opentag", (tag) => this.#openTag(tag));
    this.#parser.on("closetag", (tag) => this.#closeTag(tag));
    this.#parser.on("text", (text) => this.#open.at(-1)?.element.children.push(text));
    this.#parser.on("cdata", (text) => this.#open.at(-1)?.element.children.push(text));
  }

  #openTag(tag: SaxesTagPlain): void {
    this.#limit(this.#open.length + 1, MOST_DEPTH, "elements inside each other");
    this.#limit(++this.#elements, MOST_ELEMENTS, "elements in one record");
    const name = tag.name.slice(tag.name.indexOf(":") + 1);
    const element: OpenElement = { name, attributes: tag.attributes, children: [] };
    const parent = this.#open.at(-1)?.element;
    if (!this.#record && this.#recordNames.has(name)) {
      this.#around = [...this.#open];
      this.#record = { depth: this.#open.length, start: this.#tagStart(), line: this.#line() };
    } else if (parent) {
      parent.children.push(element);
    } else {
      this.root ??= element;
    }
    this.#open.push({ tagName: tag.name, element });
  }

  #closeTag(tag: SaxesTagPlain): void {
    const closed = this.#open.pop();
    if (closed && this.#record?.depth === this.#open.length) this.#closeRecord(this.#record, closed, tag);
    if (this.#open.length === 0 && closed?.element === this.root) this.isComplete = true;
  }

  /** A record closed by the end of something around it was not whole; the parser reports it right after this. */
  #closeRecord({ start, line }: OpenRecord, { element, tagName }: OpenTag, tag: SaxesTagPlain): void {
    const end = this.#offset + this.#parser.position;
    const closing = this.#text.slice(this.#tagStart(), end);
    this.#record = undefined;
    this.#elements = 0;
    if (!tag.isSelfClosing && closing.replace(/\s*>$/, "") !== `</${tagName}`) return;
    this.records.push({ element, line, text: this.#text.slice(start, end) });
  }

  #recover(start: number, error: unknown): number | undefined {
    const position = Math.max(start + 1, this.#offset + this.#parser.position);
    const message = messageOf(error).replace(/^\d+:\d+: /, "");
    this.#report(this.#line(), `The XML is broken: ${message.replace(/\.$/, "")}.`);
    if (this.isComplete || this.problems.length >= MOST_ERRORS) return undefined;
    this.#nextRecord.lastIndex = position - 1;
    return this.#nextRecord.exec(this.#text)?.index;
  }

  #limit(count: number, most: number, what: string): void {
    if (count > most) this.#parser.fail(`more than ${most} ${what}`);
  }

  #report(line: number, message: string): void {
    this.problems.push({ line, message });
  }

  #tagStart(): number {
    return this.#text.lastIndexOf("<", this.#offset + this.#parser.position - 1);
  }

  #line(): number {
    return this.#linesBefore + this.#parser.line;
  }

  #lineAt(position: number): number {
    let line = 1;
    for (let at = this.#text.indexOf("\n"); at >= 0 && at < position; at = this.#text.indexOf("\n", at + 1)) line += 1;
    return line;
  }
}
