/** A file that is no text, and what to bring instead. */
interface OtherFile {
  readonly name: string;
  readonly advice: string;
}

/** How such files begin, read as UTF-8 or as windows-1252. */
const BEGINNINGS: readonly (readonly [RegExp, OtherFile])[] = [
  [
    /^%PDF-/,
    { name: "a PDF file", advice: "PDFs are not read; bring the list it was made from, or the papers' identifiers." },
  ],
  [
    /^PK\p{Cc}{2}/u,
    {
      name: "a ZIP archive or an Office file",
      advice: "Unpack the archive, or save the document as CSV or text, and bring what was in it.",
    },
  ],
  [/^\p{Cc}[\ufffd‹\u008b]/u, { name: "gzip inside gzip", advice: "Unpack it once and bring what was in it." }],
  [/^\p{Cc}ELF/u, { name: "a program", advice: "Bring a file that lists papers." }],
  [
    /^(?:[\ufffd‰\u0089]PNG|GIF8[79]a|[\ufffdÿ][\ufffdØ][\ufffdÿ]|RIFF[\s\S]{4}WEBP)/,
    { name: "an image", advice: "Images are not read; bring the list as text." },
  ],
];
const BINARY: OtherFile = { name: "a binary file", advice: "Bring a file that lists papers as text." };

const HEAD = 4_000;
/** Text copied from PDFs has some. */
const MOST_CONTROLS = 8;

/** What a file is that was read as text but is none; undefined for text, of whatever use. */
export function otherFile(text: string): OtherFile | undefined {
  const known = BEGINNINGS.find(([beginning]) => beginning.test(text));
  return known?.[1] ?? (controlsIn(text.slice(0, HEAD)) > MOST_CONTROLS ? BINARY : undefined);
}

/** Characters below the space that no text is written with: all but tabs and line and page ends. */
function controlsIn(text: string): number {
  let controls = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 9 || (code > 13 && code < 32)) controls += 1;
  }
  return controls;
}
