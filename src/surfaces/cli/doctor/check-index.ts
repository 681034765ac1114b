import { existsSync } from "node:fs";
import { messageOf } from "../../../lib/errors.ts";
import { reportIndex } from "../../../search/index-upkeep.ts";
import { openPaperReader } from "../../../store/open.ts";
import { counted } from "../../../lib/words.ts";
import { formatBytes } from "../words.ts";
import type { Finding } from "./finding.ts";

const ABOUT = "index";

/** Whether the search index can be used. One that cannot is made again by itself, so nothing here must be mended. */
export async function checkSearchIndex(folder: string, databaseFile: string): Promise<Finding> {
  if (!existsSync(folder) || !existsSync(databaseFile))
    return { about: ABOUT, state: "note", text: "none yet; it is built when it is first needed" };
  try {
    await using reader = openPaperReader(databaseFile);
    const { rebuildReason, papers, bytes } = await reportIndex({ folder, papers: reader.papers });
    if (rebuildReason !== undefined)
      return { about: ABOUT, state: "note", text: `will be built anew at the next start: ${rebuildReason}` };
    return { about: ABOUT, state: "good", text: `sound, with ${counted(papers, "paper")}, ${formatBytes(bytes)}` };
  } catch (error) {
    return { about: ABOUT, state: "note", text: `cannot be read: ${messageOf(error)}` };
  }
}
