import { messageOf } from "../../../lib/errors.ts";
import { checkDatabase } from "../../../store/check-database.ts";
import { counted } from "../../../lib/words.ts";
import type { Finding } from "./finding.ts";

const ABOUT = "database";

/** Whether the database is sound, and what is in it. */
export function checkStore(file: string): Finding {
  try {
    const check = checkDatabase(file);
    if (!check) return { about: ABOUT, state: "note", text: `none yet; it will be ${file}` };
    const [damage] = check.damages;
    if (damage !== undefined)
      return { about: ABOUT, state: "problem", text: `${file} is damaged: ${damage}. Put a backup in its place.` };
    return {
      about: ABOUT,
      state: "good",
      text: `sound, with ${counted(check.papers, "paper")} and ${counted(check.listings, "listing")}`,
    };
  } catch (error) {
    return { about: ABOUT, state: "problem", text: messageOf(error) };
  }
}
