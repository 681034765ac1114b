import type { Choices } from "../../daily/subscription-choices.ts";
import { counted } from "../../lib/words.ts";

const DAYS = { daily: "every day", weekdays: "Monday to Friday", weekly: "every Monday" } as const;

/** `10 papers, Monday to Friday at 7:00 (Europe/Berlin), in cs.CL`. */
export function choicesInWords({ frequency, hour, zone, count, categories, q }: Choices): string {
  const where = categories.length === 0 ? "" : `, in ${categories.join(", ")}`;
  const about = q === "" ? "" : `, for the search “${q}”`;
  return `${counted(count, "paper")}, ${DAYS[frequency]} at ${hour}:00 (${zone})${where}${about}`;
}
