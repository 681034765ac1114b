import { existsSync } from "node:fs";
import { resolve } from "node:path";

/** Where the corpora lie: `--corpus DIR`, or beside the project. They are no part of it. */
export function corpusFolder(argv: readonly string[]): string {
  const at = argv.indexOf("--corpus");
  return resolve(at === -1 ? "../shared/corpus" : (argv[at + 1] ?? ""));
}

/** The file, or undefined with a sentence on standard error when it is not there. */
export function corpusFile(folder: string, name: string): string | undefined {
  const file = resolve(folder, name);
  if (existsSync(file)) return file;
  process.stderr.write(
    `bench: ${name} is not in ${folder}; what needs it is left out. Name its folder with --corpus.\n`,
  );
  return undefined;
}
