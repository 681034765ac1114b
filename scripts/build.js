// Compiles src/ to dist/ and lays the files beside it that are not code.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");

const compiled = spawnSync("tsc", ["-b"], { cwd: root, stdio: "inherit" });
if (compiled.error) {
  console.error("build: the TypeScript compiler was not found; run `npm ci` first, then `npm run build`.");
  process.exit(1);
}
if (compiled.status !== 0) process.exit(compiled.status ?? 1);

mkdirSync(join(root, "dist"), { recursive: true });
for (const folder of [
  "daily/prior",
  "inference/built-in",
  "sources/sample/edition",
  "surfaces/web/styles",
  "surfaces/web/icons",
]) {
  cpSync(join(root, "src", folder), join(root, "dist", folder), { recursive: true });
}
const kernels = "lib/kernels";
for (const file of readdirSync(join(root, "src", kernels)).filter((name) => name.endsWith(".wasm"))) {
  cpSync(join(root, "src", kernels, file), join(root, "dist", kernels, file));
}
