import type { EditionShelf } from "../../daily/edition-shelf.ts";
import type { Choices } from "../../daily/subscription-choices.ts";
import type { TrendingBoard } from "../../daily/trending-board.ts";
import type { SourceId } from "../../domain/source-id.ts";
import type { AddressRanges } from "../../lib/address-ranges.ts";
import type { Clock } from "../../lib/clock.ts";
import type { Log } from "../../lib/log.ts";
import type { ScheduleEntry } from "../../jobs/schedule.ts";
import type { MathRenderer } from "../../lib/math.ts";
import type { PaperIndex } from "../../search/paper-index.ts";
import type { Store } from "../../store/store.ts";

/** What the sources page says of a source besides its state. */
export interface SourceNote {
  readonly id: SourceId;
  readonly homepage: string;
  readonly acknowledgement?: string | undefined;
}

export interface WebSettings {
  /** Where readers find this Broadsheet, such as `https://papers.example.org`; undefined on a machine of one's own. */
  readonly publicUrl?: string | undefined;
  /** The arXiv categories this Broadsheet reads. */
  readonly categories: readonly string[];
  readonly version: string;
  /** The sources in use, in the order in which readers should see them. */
  readonly sources?: readonly SourceNote[] | undefined;
  /** Proxies that are believed when they tell whose request they pass on. */
  readonly trustedProxies?: AddressRanges | undefined;
  /** When sources are read; tells readers of the next try. */
  readonly schedule?: readonly ScheduleEntry[] | undefined;
}

/** Mail, as far as pages show it. */
export interface WebMail {
  /** Where mails go, in words. */
  readonly destination: string;
  /** What somebody with these choices would be sent now; undefined while there are no papers. */
  preview(choices: Choices): Promise<{ html(manage: string): string } | undefined>;
}

/** All that the pages need. */
export interface WebDeps {
  readonly store: Store;
  readonly shelf: EditionShelf;
  readonly board: TrendingBoard;
  readonly index: PaperIndex;
  readonly math: MathRenderer;
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: WebSettings;
  readonly mail?: WebMail | undefined;
}
