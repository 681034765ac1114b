import { trimmedLines } from "./lines.ts";
import { listingEntry, type Passage } from "./listing-entry.ts";
import { excerpt, type Outcome } from "./outcome.ts";
import { titleFromAbstract } from "./provisional-title.ts";
import { tidyText } from "./tidy.ts";

const LABEL = /^abstract\s?[:.—-]\s*/i;

export const isAbstractLine = (line: string): boolean => /^\s*abstract\s?:/i.test(line);

/** Reads paragraphs that begin `Abstract:`. Their titles are guesses, for a later sighting of the same abstract to replace. */
export function* readAbstracts(text: string): Iterable<Outcome> {
  let paragraph: Passage[] = [];
  for (const passage of trimmedLines(text)) {
    const isStart = LABEL.test(passage.text);
    if ((isStart || passage.text === "") && paragraph.length > 0) {
      yield readParagraph(paragraph);
      paragraph = [];
    }
    if (isStart || (paragraph.length > 0 && passage.text !== "")) paragraph.push(passage);
    else if (passage.text !== "")
      yield { line: passage.line, message: `This is no abstract: ${excerpt(passage.text)}` };
  }
  if (paragraph.length > 0) yield readParagraph(paragraph);
}

function readParagraph(lines: readonly Passage[]): Outcome {
  const line = lines[0]?.line ?? 1;
  const text = lines.map((passage) => passage.text).join("\n");
  const abstract = tidyText(text.replace(LABEL, ""));
  if (abstract === "") return { line, message: "This abstract has no words." };
  const facts = {
    identifiers: [],
    title: titleFromAbstract(abstract),
    isTitleProvisional: true,
    abstract,
  };
  return listingEntry("abstracts", { line, text }, { facts, appearances: [] });
}
