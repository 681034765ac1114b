import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface, type Interface } from "node:readline";
import { Absent, type Contestant, type ContestantPlace, type Found } from "../search/contestant.ts";
import { type Corpus, corpusFiles, type PaperWithVector } from "../search/corpus.ts";
import { formatPaper } from "../search/paper.ts";
import { type BenchQuestion, LIMIT } from "../search/question.ts";
import { plainWords } from "./words.ts";

const JARS = "/usr/share/java";
const JAR = /^lucene-(?:core|analyzers-common|queries)-([\d.]+)\.jar$/;
const NO_VECTORS = "this Lucene has no vectors";

/** Lucene in a virtual machine of its own, which takes the times itself: going through pipes is not counted. */
export async function createLucene({ folder }: ContestantPlace): Promise<Contestant> {
  if (spawnSync("java", ["-version"]).status !== 0)
    throw new Absent("There is no java. Install it: apt-get install liblucene8-java default-jdk-headless");
  const jars = jarsIn(JARS);
  const version = JAR.exec(jars[0] ?? "")?.[1];
  if (version === undefined)
    throw new Absent(`There is no Lucene in ${JARS}. Install it: apt-get install liblucene8-java`);
  const classPath = jars.map((jar) => join(JARS, jar)).join(":");
  const java = spawn("java", ["-Xmx4g", "-cp", classPath, join(import.meta.dirname, "Lucene.java"), folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  return new Lucene({ version, folder, java });
}

function jarsIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((name) => JAR.test(name));
  } catch {
    return [];
  }
}

interface LuceneReply {
  readonly ms: number;
  readonly keys: readonly number[];
}

class Lucene implements Contestant {
  readonly version: string;
  readonly lacks = { vector: NO_VECTORS, fused: NO_VECTORS };
  readonly isInMemory = false;
  readonly #folder: string;
  readonly #java: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  constructor({ version, folder, java }: { version: string; folder: string; java: ChildProcess }) {
    this.version = version;
    this.#folder = folder;
    this.#java = java;
    if (!java.stdout) throw new Error("java has no output");
    this.#reader = createInterface({ input: java.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  async build({ folder }: Corpus): Promise<number> {
    return (await this.#call("build", corpusFiles(folder).lines("papers"))).ms / 1_000;
  }

  async open(): Promise<void> {
    await this.#call("open");
  }

  async ask({ words, match, category, from, until, isNewestFirst }: BenchQuestion): Promise<Found> {
    const order = isNewestFirst === true ? "newest" : "relevance";
    const filter = [category ?? "", from ?? "", until ?? ""].map(String);
    return await this.#call("ask", String(LIMIT), match, order, ...filter, plainWords(words).join(" "));
  }

  async add(papers: readonly PaperWithVector[]): Promise<number> {
    const file = `${this.#folder}.added.tsv`;
    writeFileSync(file, papers.map((paper) => `${formatPaper(paper)}\n`).join(""));
    return (await this.#call("add", file)).ms;
  }

  residentBytes(): number {
    const status = readFileSync(`/proc/${this.#java.pid}/status`, "utf8");
    return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) * 1_024;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const ended = new Promise((resolve) => this.#java.once("exit", resolve));
    this.#java.stdin?.end();
    await ended;
  }

  /** One line of fields there, one line of JSON back. */
  async #call(...fields: readonly string[]): Promise<LuceneReply> {
    this.#java.stdin?.write(`${fields.join("\t")}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error("java ended without an answer; what it said stands above");
    return JSON.parse(line.value) as LuceneReply;
  }
}
