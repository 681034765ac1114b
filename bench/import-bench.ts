import { spawn } from "node:child_process";
import { statSync } from "node:fs";
import { join } from "node:path";
import { round } from "./machine.ts";

const MAIN = join(import.meta.dirname, "../dist/main.js");
/** Prints the process's own peak memory when it ends. */
const REPORT_PEAK =
  "data:text/javascript,process.on('exit',()=>process.stderr.write(`peak ${process.resourceUsage().maxRSS}\\n`))";

export interface ImportFigures {
  readonly papers: number;
  readonly seconds: number;
  readonly papersPerSecond: number;
  readonly peakMb: number;
  readonly databaseBytesPerPaper: number;
}

/** Runs `broadsheet import` on a file as a process of its own, with what an operator would get: FULL commits, WAL. */
export async function benchImport(file: string, dataFolder: string): Promise<ImportFigures> {
  const startedAt = performance.now();
  const child = spawn(
    process.execPath,
    ["--import", REPORT_PEAK, MAIN, "import", file, "--data", dataFolder, "--json"],
    { stdio: ["ignore", "pipe", "pipe"] },
  );
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  const code = await new Promise<number | null>((resolve) => child.on("close", resolve));
  if (code !== 0) throw new Error(`the import of ${file} ended with ${code}: ${errors.slice(-500)}`);
  const seconds = (performance.now() - startedAt) / 1000;
  const { found } = JSON.parse(output) as { found: number };
  return {
    papers: found,
    seconds: round(seconds),
    papersPerSecond: Math.round(found / seconds),
    peakMb: Math.round(Number(/peak (\d+)/.exec(errors)?.[1] ?? Number.NaN) / 1024),
    databaseBytesPerPaper: Math.round(statSync(join(dataFolder, "broadsheet.db")).size / found),
  };
}
