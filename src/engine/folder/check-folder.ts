import { join } from "node:path";
import { MANIFEST, parseManifest } from "./manifest.ts";
import { hasSegments, readEntry, readText, type FolderOptions } from "./read-folder.ts";

/** What is wrong with the files of an index, a sentence each. One segment is held at a time. */
export function checkFolder(options: FolderOptions): readonly string[] {
  const text = readText(join(options.folder, MANIFEST));
  if (text === undefined)
    return hasSegments(options.folder) ? ["The index cannot be used: its manifest is missing."] : [];
  const parsed = parseManifest(text, options.making);
  if ("problem" in parsed) return [`The index cannot be used: ${parsed.problem}.`];
  const problems: string[] = [];
  const alive = new Set<number>();
  for (const entry of parsed.manifest.segments) {
    const segment = readEntry(options, entry);
    if (typeof segment === "string") problems.push(`${entry.file} ${segment}.`);
    else {
      const doubled = segment.aliveKeys().filter((key) => alive.size === alive.add(key).size);
      if (doubled.length > 0)
        problems.push(`${entry.file} has ${doubled.length} documents that another segment has too.`);
    }
  }
  return problems;
}
