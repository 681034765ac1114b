import { randomBytes } from "node:crypto";
import type { Clock } from "../../lib/clock.ts";
import type { ReadListing } from "../../sources/listing.ts";

/** A listing between its preview and the decision to save it. */
export interface ImportDraft {
  readonly name: string;
  /** A pasted text may be named; a file keeps its name, which tells its format. */
  readonly isPasted: boolean;
  readonly listing: ReadListing;
}

const LIFETIME_MS = 3_600_000;
/** A listing of 5 MB is read into 20 MB at most, so that at most 160 MB wait. */
const MOST_DRAFTS = 8;

/** Keeps what was previewed for an hour, so that saving needs no second upload. The oldest give way to new ones. */
export class ImportDrafts {
  readonly #clock: Clock;
  readonly #drafts = new Map<string, { readonly draft: ImportDraft; readonly until: number }>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Keeps a draft; gives the token that names it. */
  keep(draft: ImportDraft): string {
    const token = randomBytes(16).toString("base64url");
    this.#forgetOld();
    this.#drafts.set(token, { draft, until: this.#clock.now() + LIFETIME_MS });
    return token;
  }

  find(token: string): ImportDraft | undefined {
    const kept = this.#drafts.get(token);
    return kept && kept.until > this.#clock.now() ? kept.draft : undefined;
  }

  forget(token: string): void {
    this.#drafts.delete(token);
  }

  #forgetOld(): void {
    const now = this.#clock.now();
    for (const [token, { until }] of this.#drafts) {
      if (until <= now || this.#drafts.size >= MOST_DRAFTS) this.#drafts.delete(token);
    }
  }
}
