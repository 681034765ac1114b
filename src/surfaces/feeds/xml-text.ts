import type { SafeHtml } from "../../lib/html.ts";

/** What XML 1.0 has no way to write (section 2.2): control characters, lone surrogates and two of the others. */
const UNWRITABLE = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

export const xmlText = (markup: SafeHtml): string => markup.toString().replace(UNWRITABLE, "");
