import type { Match } from "./find-matches.ts";

/** A stretch of a text, and whether it matches. */
export interface TextSegment {
  readonly text: string;
  readonly isMatch: boolean;
}

/** Cuts a text into stretches; matches with nothing but a space or a hyphen between them become one. */
export function segmentsOf(text: string, matches: readonly Pick<Match, "start" | "end">[]): readonly TextSegment[] {
  const segments: TextSegment[] = [];
  let done = 0;
  for (const { start, end } of joined(text, matches)) {
    if (start > done) segments.push({ text: text.slice(done, start), isMatch: false });
    segments.push({ text: text.slice(start, end), isMatch: true });
    done = end;
  }
  if (done < text.length) segments.push({ text: text.slice(done), isMatch: false });
  return segments;
}

function joined(text: string, matches: readonly Pick<Match, "start" | "end">[]) {
  const ranges: { start: number; end: number }[] = [];
  for (const { start, end } of matches.toSorted((a, b) => a.start - b.start)) {
    const last = ranges.at(-1);
    const isNear = last && (start <= last.end || /^[\s-]$/.test(text.slice(last.end, start)));
    if (isNear) last.end = Math.max(last.end, end);
    else ranges.push({ start, end });
  }
  return ranges;
}
