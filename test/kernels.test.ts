import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { temporaryFolder } from "./temporary-folder.ts";

const root = join(import.meta.dirname, "..");

test("the committed kernels are what their sources compile to", async () => {
  await using folder = await temporaryFolder();
  const built = spawnSync(process.execPath, [join(root, "scripts/build-kernels.ts"), folder.path], {
    encoding: "utf8",
  });
  expect(built.stderr).toBe("");
  const names = readdirSync(join(root, "assembly"))
    .filter((file) => /^[\w-]+\.ts$/.test(file))
    .map((file) => file.replace(/\.ts$/, ".wasm"));
  expect(names.length).toBeGreaterThan(0);
  for (const name of names)
    expect(readFileSync(join(folder.path, name)).equals(readFileSync(join(root, "src/lib/kernels", name))), name).toBe(
      true,
    );
});
