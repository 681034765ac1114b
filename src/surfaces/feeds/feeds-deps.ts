import type { EditionShelf } from "../../daily/edition-shelf.ts";
import type { TrendingBoard } from "../../daily/trending-board.ts";
import type { Clock } from "../../lib/clock.ts";
import type { PaperIndex } from "../../search/paper-index.ts";
import type { Store } from "../../store/store.ts";

/** All that the feeds need. */
export interface FeedsDeps {
  readonly store: Store;
  readonly shelf: EditionShelf;
  readonly board: TrendingBoard;
  readonly index: PaperIndex;
  readonly clock: Clock;
  /** The arXiv categories this Broadsheet reads. */
  readonly categories: readonly string[];
  /** Where readers find this Broadsheet; undefined on a machine of one's own. */
  readonly publicUrl: string | undefined;
}
