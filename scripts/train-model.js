// Trains the built-in model anew, as docs/model-card.md tells. The corpus and the sets to leave out are no part of the repository.
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const corpora = process.argv[2] ?? join(root, "../shared");
const sets = ["csfcube", "scifact", "citeulike", "reviewers"].map((set) => `eval/${set}/corpus.jsonl.gz`);
const corpus = join(corpora, "corpus/papers.jsonl.gz");
const excluded = [...sets, "corpus/seed-papers.jsonl"].map((path) => join(corpora, path));
const out = join(root, "src/inference/built-in/broadsheet.model");

const argv = ["model", "train", corpus, "--out", out, "--exclude", ...excluded];
const { status } = spawnSync(process.execPath, [join(root, "bin/broadsheet.js"), ...argv], { stdio: "inherit" });
process.exit(status ?? 1);
