import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { Absent } from "../search/contestant.ts";

const load = createRequire(import.meta.url);

export interface Installed<T> {
  readonly module: T;
  readonly version: string;
}

/** A package of this folder, which is none of the project's; its types are told by whoever uses it. Throws `Absent`. */
export function installed<T>(name: string): Installed<T> {
  const manifest = join(import.meta.dirname, "node_modules", name, "package.json");
  try {
    const { version } = JSON.parse(readFileSync(manifest, "utf8")) as { version: string };
    return { module: load(name) as T, version };
  } catch (error) {
    throw new Absent(`${name} cannot be loaded. Install it: npm ci --prefix bench/peers`, { cause: error });
  }
}
