// Compiles each assembly/*.ts to src/lib/kernels/*.wasm. The results are committed: installing needs no such compiler.
import { spawnSync } from "node:child_process";
import { mkdirSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";

const root = join(import.meta.dirname, "..");
const outFolder = process.argv[2] ?? join(root, "src/lib/kernels");

mkdirSync(outFolder, { recursive: true });
for (const source of readdirSync(join(root, "assembly")).filter((file) => file.endsWith(".ts"))) {
  const out = join(outFolder, `${basename(source, ".ts")}.wasm`);
  // The caller brings the memory and lays it out; there is no allocator and nothing to collect.
  const language = ["--runtime", "stub", "--noAssert", "--use", "abort=", "--enable", "simd", "--enable", "threads"];
  // Memories of any size fit, up to the 4 GiB that there can be.
  const memory = ["--importMemory", "--sharedMemory", "--initialMemory", "1", "--maximumMemory", "65536"];
  const options = ["-O3", ...language, ...memory];
  const { status } = spawnSync("asc", [join("assembly", source), "--outFile", out, ...options], {
    cwd: root,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error(`assembly/${source} does not compile`);
}
