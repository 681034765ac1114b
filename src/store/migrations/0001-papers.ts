import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `create table paper (
    id integer primary key, name text not null, title_hash integer not null, abstract_key text, published text,
    categories text not null, votes integer not null, change integer not null, created_at integer not null,
    title text not null, detail text not null, abstract text
  ) strict`,
  "create unique index paper_name on paper (name)",
  "create index paper_title_hash on paper (title_hash)",
  "create index paper_abstract_key on paper (abstract_key) where abstract_key is not null",
  "create index paper_change on paper (change)",
  `create table alias (
    scheme text not null, value text not null, paper_id integer not null references paper (id) on delete cascade,
    primary key (scheme, value, paper_id)
  ) strict, without rowid`,
  "create index alias_paper on alias (paper_id)",
  `create table sighting (
    id integer primary key, source text not null, source_key text not null,
    paper_id integer not null references paper (id) on delete cascade,
    first_seen_at integer not null, changed_at integer not null, format text not null, body blob not null
  ) strict`,
  "create unique index sighting_key on sighting (source, source_key)",
  "create index sighting_paper on sighting (paper_id)",
  `create table appearance (
    day text not null, paper_id integer not null references paper (id) on delete cascade, source text not null, kind text not null,
    primary key (day, paper_id, source)
  ) strict, without rowid`,
  "create index appearance_paper on appearance (paper_id)",
  `create table author (
    name_hash integer not null, paper_id integer not null references paper (id) on delete cascade, primary key (name_hash, paper_id)
  ) strict, without rowid`,
  "create index author_paper on author (paper_id)",
  `create table count_history (
    paper_id integer not null references paper (id) on delete cascade, source text not null, day text not null,
    votes integer, comments integer, stars integer, primary key (paper_id, source, day)
  ) strict, without rowid`,
  `create table paper_event (
    id integer primary key, paper_id integer not null references paper (id) on delete cascade,
    kind text not null, at integer not null, detail text not null
  ) strict`,
  "create unique index paper_event_once on paper_event (paper_id, kind, detail)",
  "create table removed_paper (paper_id integer primary key, change integer not null) strict",
  "create index removed_paper_change on removed_paper (change)",
  `create table listing (
    id integer primary key, digest text not null unique, name text not null, format text not null, created_at integer not null,
    found integer not null, added integer not null, known integer not null, problems text not null
  ) strict`,
  `create table listing_item (
    listing_id integer not null references listing (id) on delete cascade, position integer not null,
    paper_id integer not null references paper (id) on delete cascade, primary key (listing_id, position)
  ) strict, without rowid`,
  "create index listing_item_paper on listing_item (paper_id)",
  `create table source_state (
    source text primary key, cursor text not null, last_attempt_at integer, last_success_at integer, outcome text, message text,
    problems text not null, papers_read integer not null
  ) strict`,
  `create table host_turn (
    host text primary key, next_at integer not null, held_until integer not null, holder text, failures integer not null
  ) strict`,
  `create table job (
    id integer primary key, name text not null, payload text not null, key text, state text not null, run_at integer not null,
    attempts integer not null, lease_until integer not null, fence integer not null, error text, finished_at integer
  ) strict`,
  "create unique index job_key on job (key) where key is not null and state in ('waiting', 'running')",
  "create index job_due on job (state, run_at)",
  "create table schedule_slot (name text not null, slot integer not null, primary key (name, slot)) strict, without rowid",
  "create table counter (name text primary key, value integer not null) strict",
  "insert into counter (name, value) values ('change', 0), ('paper', 0)",
  "create table note (name text primary key, value text not null) strict",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
