import type { Generated } from "kysely";

/** Row types, one interface a table. Times are epoch milliseconds, days `YYYY-MM-DD`, truth values 0 or 1. */
export interface PaperRow {
  /** Internal number; every other table refers to it. */
  id: Generated<number>;
  /** The public `PaperId`. */
  name: string;
  /** See paper-row.ts. */
  title_hash: number;
  abstract_key: string | null;
  published: string | null;
  /** Space-separated, primary first. */
  categories: string;
  votes: number;
  /** The number of the store's last change to this paper; the search index follows it. */
  change: number;
  created_at: number;
  title: string;
  /** Everything else that `Paper` has, as JSON. */
  detail: string;
  abstract: string | null;
}

export interface AliasRow {
  /** Of an identifier; `name` for a former name, `title` for a title besides the paper's own. */
  scheme: string;
  value: string;
  paper_id: number;
}

export interface SightingRow {
  id: Generated<number>;
  source: string;
  source_key: string;
  paper_id: number;
  first_seen_at: number;
  changed_at: number;
  format: string;
  /** See sighting-body.ts. */
  body: Uint8Array;
}

export interface AppearanceRow {
  day: string;
  paper_id: number;
  source: string;
  kind: string;
}

export interface AuthorRow {
  /** See paper-row.ts. */
  name_hash: number;
  paper_id: number;
}

export interface CountHistoryRow {
  paper_id: number;
  source: string;
  day: string;
  votes: number | null;
  comments: number | null;
  stars: number | null;
}

export interface PaperEventRow {
  id: Generated<number>;
  paper_id: number;
  kind: string;
  at: number;
  detail: string;
}

export interface ListingRow {
  id: Generated<number>;
  /** SHA-256 of its entries' keys: the same listing brought twice is one. */
  digest: string;
  name: string;
  format: string;
  created_at: number;
  found: number;
  added: number;
  known: number;
  problems: string;
}

export interface ListingItemRow {
  listing_id: number;
  position: number;
  paper_id: number;
}

export interface SourceStateRow {
  source: string;
  cursor: string;
  last_attempt_at: number | null;
  last_success_at: number | null;
  outcome: string | null;
  message: string | null;
  problems: string;
  papers_read: number;
}

export interface HostTurnRow {
  host: string;
  next_at: number;
  held_until: number;
  holder: string | null;
  failures: number;
}

export interface JobRow {
  id: Generated<number>;
  name: string;
  payload: string;
  /** At most one waiting or running job has a given key. */
  key: string | null;
  state: string;
  run_at: number;
  attempts: number;
  lease_until: number;
  /** Grows with every claim; an effect of a job whose fence has moved on is refused. */
  fence: number;
  error: string | null;
  finished_at: number | null;
}

export interface ScheduleSlotRow {
  name: string;
  slot: number;
}

export interface CounterRow {
  name: string;
  value: number;
}

export interface NoteRow {
  name: string;
  value: string;
}

export interface RemovedPaperRow {
  paper_id: number;
  change: number;
}

export interface MailAddressRow {
  id: Generated<number>;
  /** As it is compared; see lib/mail-address.ts. */
  address: string;
  /** As it was typed; this is what mail goes to. */
  given: string;
  created_at: number;
  bounce_score: Generated<number>;
  bounced_at: number | null;
  suppressed_at: number | null;
  suppressed_why: string | null;
}

export interface SubscriptionRow {
  id: Generated<number>;
  address_id: number;
  /** What it is about: an address holds one subscription a topic. */
  topic: string;
  choices: string;
  /** Choices asked for and not confirmed yet. */
  wanted: string | null;
  state: string;
  /** Grows with every request to confirm: older links are void. */
  ask: number;
  asked_at: number;
  confirmed_at: number | null;
  ended_at: number | null;
  next_due_at: number | null;
  /** The last day that a digest covered, and when it was made. */
  covered_to: string | null;
  covered_at: number | null;
}

export interface DigestRow {
  id: Generated<number>;
  /** SHA-256 of its content: recipients with equal choices and an equal past share one. */
  key: string;
  content: string;
  created_at: number;
}

export interface DigestPaperRow {
  digest_id: number;
  position: number;
  paper_id: number;
  /** What of the paper was new to the reader; another mark may be sent again. */
  mark: string;
  is_brief: number;
}

export interface OutboxRow {
  id: Generated<number>;
  subscription_id: number;
  address_id: number;
  kind: string;
  /** The digest's id, or the subscription's `ask` for a request to confirm. */
  item: number;
  state: string;
  due_at: number;
  attempts: number;
  lease_until: number;
  /** Grows with every claim; whoever holds an older one has lost the mail. */
  fence: number;
  /** What the mail server said last. */
  reply: string | null;
  created_at: number;
  settled_at: number | null;
}

export interface MailAskRow {
  network: string;
  at: number;
}

export interface PaperGuessRow {
  paper_id: number;
  /** The name of the prior that guessed. */
  prior: string;
  /** The paper's change that was guessed about. */
  paper_change: number;
  change: number;
  votes: number;
  reasons: string;
}

export interface PriorRow {
  id: Generated<number>;
  name: string;
  trained_at: number;
  body: string;
}

export interface Tables {
  mail_address: MailAddressRow;
  subscription: SubscriptionRow;
  digest: DigestRow;
  digest_paper: DigestPaperRow;
  outbox: OutboxRow;
  mail_ask: MailAskRow;
  paper: PaperRow;
  alias: AliasRow;
  sighting: SightingRow;
  appearance: AppearanceRow;
  author: AuthorRow;
  count_history: CountHistoryRow;
  paper_event: PaperEventRow;
  listing: ListingRow;
  listing_item: ListingItemRow;
  source_state: SourceStateRow;
  host_turn: HostTurnRow;
  job: JobRow;
  schedule_slot: ScheduleSlotRow;
  counter: CounterRow;
  note: NoteRow;
  removed_paper: RemovedPaperRow;
  paper_guess: PaperGuessRow;
  prior: PriorRow;
}
