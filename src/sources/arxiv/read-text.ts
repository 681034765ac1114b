import { texToText } from "../../lib/tex.ts";
import { cleanLine, cleanText } from "../../lib/text.ts";
import { childText, type XmlElement } from "../../lib/xml-element.ts";

/** The one line that a child holds, TeX accents as Unicode; undefined when it is empty or not there. */
export function readLine(element: XmlElement | undefined, name: string): string | undefined {
  const line = cleanLine(texToText(childText(element, name) ?? ""));
  return line === "" ? undefined : line;
}

/** Running text, its paragraphs kept; undefined when there is none. */
export function readParagraphs(text: string | undefined): string | undefined {
  const paragraphs = cleanText(texToText(text ?? ""));
  return paragraphs === "" ? undefined : paragraphs;
}
