import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `create table mail_address (
    id integer primary key, address text not null unique, given text not null, created_at integer not null,
    bounce_score integer not null default 0, bounced_at integer, suppressed_at integer, suppressed_why text
  ) strict`,
  `create table subscription (
    id integer primary key, address_id integer not null references mail_address (id), topic text not null, choices text not null,
    wanted text, state text not null, ask integer not null, asked_at integer not null, confirmed_at integer, ended_at integer,
    next_due_at integer, covered_to text, covered_at integer
  ) strict`,
  "create unique index subscription_topic on subscription (address_id, topic)",
  "create index subscription_due on subscription (next_due_at) where state = 'confirmed'",
  `create table digest (
    id integer primary key, key text not null unique, content text not null, created_at integer not null
  ) strict`,
  `create table digest_paper (
    digest_id integer not null references digest (id) on delete cascade, position integer not null, paper_id integer not null,
    mark text not null, is_brief integer not null, primary key (digest_id, position)
  ) strict, without rowid`,
  "create index digest_paper_paper on digest_paper (paper_id)",
  `create table outbox (
    id integer primary key, subscription_id integer not null references subscription (id),
    address_id integer not null references mail_address (id), kind text not null, item integer not null, state text not null,
    due_at integer not null, attempts integer not null, lease_until integer not null, fence integer not null,
    reply text, created_at integer not null, settled_at integer
  ) strict`,
  "create unique index outbox_once on outbox (subscription_id, kind, item)",
  "create index outbox_due on outbox (due_at, item) where state in ('queued', 'deferred')",
  "create index outbox_sending on outbox (lease_until) where state = 'sending'",
  "create index outbox_unknown on outbox (id) where state = 'unknown'",
  "create index outbox_address on outbox (address_id)",
  "create table mail_ask (network text not null, at integer not null) strict",
  "create index mail_ask_network on mail_ask (network, at)",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
