import { existsSync } from "node:fs";
import { access, constants, statfs } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import type { Finding } from "./finding.ts";

const LOW_SPACE_BYTES = 500 * 1024 * 1024;
const GIBIBYTE = 1024 ** 3;

/** Whether the data folder can be written, or made, and how much room there is. */
export async function checkFolder(folder: string): Promise<readonly Finding[]> {
  const path = resolve(folder);
  const existing = nearestExisting(path);
  try {
    await access(existing, constants.W_OK | constants.X_OK);
  } catch {
    return [
      {
        about: "data folder",
        state: "problem",
        text: `${existing} cannot be written. Change its owner or rights, or name another folder with --data or BROADSHEET_DATA.`,
      },
    ];
  }
  const text = existing === path ? `${path} can be written` : `${path} will be made at the first start`;
  return [{ about: "data folder", state: "good", text }, await checkSpace(existing)];
}

function nearestExisting(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

async function checkSpace(folder: string): Promise<Finding> {
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  const text = `${(freeBytes / GIBIBYTE).toFixed(1)} GiB free`;
  return {
    about: "disk",
    state: freeBytes < LOW_SPACE_BYTES ? "problem" : "good",
    text: freeBytes < LOW_SPACE_BYTES ? `${text}; make some room` : text,
  };
}
