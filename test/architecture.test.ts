import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, test } from "vitest";

/** Which room may import which others. ARCHITECTURE.md prints this same table; a test below compares the two. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  lib: [],
  domain: ["lib"],
  engine: ["lib"],
  store: ["domain", "lib"],
  sources: ["domain", "lib"],
  jobs: ["store", "domain", "lib"],
  inference: ["domain", "lib"],
  ranking: ["domain", "lib"],
  search: ["engine", "inference", "store", "domain", "lib"],
  daily: ["ranking", "inference", "jobs", "search", "store", "domain", "lib"],
  ingest: ["sources", "inference", "jobs", "search", "store", "domain", "lib"],
  surfaces: ["search", "daily", "ingest", "ranking", "inference", "jobs", "sources", "store", "domain", "lib"],
};

/** Things that may be written in one place only. */
const ONLY_IN: readonly { readonly what: RegExp; readonly where: RegExp; readonly why: string }[] = [
  { what: /\bprocess\.env\b/, where: /^config\.ts$/, why: "configuration is read once" },
  {
    what: /(?<![\w.#])fetch\(|\bundici\b/,
    where: /^(lib\/http\/|surfaces\/web\/client\/)/,
    why: "one polite, safe client",
  },
  {
    what: /from "(undici|node:https?|node:dns)/,
    where: /^lib\/(http\/|http-client\.ts)/,
    why: "one way out to the network",
  },
  {
    what: /\bDate\.now\(|\bnew Date\(\)/,
    where: /^(lib\/clock\.ts|surfaces\/web\/client\/)/,
    why: "time is passed in",
  },
  { what: /from "(node:sqlite|pg|kysely)/, where: /^store\//, why: "SQL stays in the store" },
  {
    what: /trustedMarkup\(/,
    where: /^lib\/(html|math|math-text)\.ts$/,
    why: "markup is safe because one file says so",
  },
];

/** What changes the store is a verb's; pages and commands read only. */
const STORE_WRITE = /\bstore\.ingest\(|\bjobs\.(add|claim|finish|retry|bury|revive|forget)\w*\(/;

/** Longest source file in lines; exceptions must still be needed. */
const MAX_LINES = 400;
const LONGER: readonly string[] = [];

const SRC = resolve(import.meta.dirname, "../src");
const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
  .filter((path) => /(?<!\.test)\.tsx?$/.test(path))
  .map((path) => ({ path, text: readFileSync(join(SRC, path), "utf8") }));
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*"(\.[^"]+)"/g;

/** Each surface is a room of its own. */
function roomOf(path: string): string {
  const [first = "", second = ""] = path.split("/");
  return first === "surfaces" ? `${first}/${second}` : first;
}

interface Edge {
  readonly path: string;
  readonly target: string;
  readonly from: string;
  readonly to: string;
}

function edgesOf(path: string, text: string): readonly Edge[] {
  return [...text.matchAll(IMPORT)].map(([, specifier = ""]) => {
    const target = relative(SRC, resolve(dirname(join(SRC, path)), specifier));
    return { path, target, from: roomOf(path), to: roomOf(target) };
  });
}

function isForbidden({ path, from, to }: Edge): boolean {
  if (from === to || !path.includes("/")) return false; // the composition root wires everything
  return !(MAY_IMPORT[path.split("/")[0] ?? ""] ?? []).includes(to);
}

const edges = files.flatMap(({ path, text }) => edgesOf(path, text));
const show = (list: readonly Edge[]): readonly string[] => list.map(({ path, target }) => `${path} → ${target}`);

describe("architecture", () => {
  test("the scan sees the code", () => {
    expect(files.length).toBeGreaterThan(50);
    expect(edges.length).toBeGreaterThan(100);
    expect(edges.some(({ from, to }) => from === "ingest" && to === "store")).toBe(true);
  });

  test("the scan would see a wrong import", () => {
    const [edge] = edgesOf("daily/edition.ts", 'import { x } from "../surfaces/web/web.tsx";');
    expect(edge && isForbidden(edge)).toBe(true);
  });

  test("imports follow the table", () => {
    expect(show(edges.filter(isForbidden))).toEqual([]);
  });

  test("every folder of src is a room of the table", () => {
    const rooms = new Set(files.filter(({ path }) => path.includes("/")).map(({ path }) => path.split("/")[0] ?? ""));
    expect([...rooms].sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  test("a folder's own files are public, its sub-folders are private", () => {
    const deep = edges.filter(
      ({ from, to, target, path }) => path.includes("/") && from !== to && target.slice(to.length + 1).includes("/"),
    );
    expect(show(deep)).toEqual([]);
  });

  test.each(ONLY_IN)("$why: $what", ({ what, where }) => {
    const elsewhere = files.filter(({ path, text }) => what.test(text) && !where.test(path));
    expect(elsewhere.map(({ path }) => path)).toEqual([]);
    expect(files.some(({ path, text }) => where.test(path) && what.test(text))).toBe(true);
  });

  test("surfaces read the store but never write to it", () => {
    const writers = files.filter(({ path, text }) => path.startsWith("surfaces/") && STORE_WRITE.test(text));
    expect(writers.map(({ path }) => path)).toEqual([]);
  });

  test("files stay small, and exceptions are still needed", () => {
    const long = files.filter(({ text }) => text.split("\n").length > MAX_LINES).map(({ path }) => path);
    expect(long.sort()).toEqual([...LONGER].sort());
  });

  test("ARCHITECTURE.md prints the same table", () => {
    const page = readFileSync(resolve(SRC, "../ARCHITECTURE.md"), "utf8");
    const rows = [...page.matchAll(/^\| `(\w+)\/` \|[^|\n]*\| ([^|\n]*) \|$/gm)].map(([, room = "", list = ""]) => [
      room,
      list.trim() === "nothing of ours" ? [] : list.split(",").map((name) => name.trim()),
    ]);
    expect(Object.fromEntries(rows)).toEqual(MAY_IMPORT);
  });
});
