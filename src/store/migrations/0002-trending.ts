import { sql, type Kysely } from "kysely";

const STATEMENTS = [
  `create table paper_guess (
    paper_id integer primary key references paper (id) on delete cascade, prior text not null, paper_change integer not null,
    change integer not null, votes real not null, reasons text not null
  ) strict`,
  "create index paper_guess_change on paper_guess (change)",
  "create table prior (id integer primary key, name text not null, trained_at integer not null, body text not null) strict",
];

export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(db);
}
