import { counted, formatNumber } from "../../lib/words.ts";
import type { PaperIndex } from "../../search/paper-index.ts";
import { unlessInterrupted } from "./interruption.ts";
import type { Session } from "./session.ts";

const LOOK_EVERY_MS = 100;

/** Papers that came in a moment ago are found too. Shows how far the index is meanwhile. */
export async function waitForIndex(session: Session, index: PaperIndex): Promise<void> {
  using progress = session.progress("Reading papers into the index");
  const look = setInterval(() => {
    const { indexed, total } = index.progress();
    progress.show({ done: indexed, total, text: `${formatNumber(indexed)} of ${counted(total, "paper")}` });
  }, LOOK_EVERY_MS);
  try {
    await unlessInterrupted(session.signal, index.caughtUp());
  } finally {
    clearInterval(look);
  }
}
