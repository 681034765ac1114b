import { sql, type Kysely, type RawBuilder } from "kysely";
import type { MailHorizons, MailRemoved } from "./outbox-store.ts";
import type { Tables } from "./schema.ts";

type Statement = (horizons: MailHorizons, limit: number) => RawBuilder<unknown>;

/**
 * The greatest key of a table is never removed: SQLite would give it away again, and links and Message-IDs are made of
 * keys.
 */
const STATEMENTS: Readonly<Record<keyof MailRemoved, Statement>> = {
  mails: ({ mailedBefore, failedBefore, askedBefore }, limit) => sql`delete from outbox where id in (
    select id from outbox
    where id < (select max(id) from outbox)
      and (state in ('sent', 'unknown') and created_at < ${mailedBefore}
        or state in ('failed', 'suppressed') and created_at < ${failedBefore}
        or state in ('sent', 'failed', 'suppressed') and kind = 'confirmation' and created_at < ${askedBefore})
    limit ${limit})`,
  digests: ({ failedBefore }, limit) => sql`delete from digest where id in (
    select id from digest
    where id < (select max(id) from digest) and created_at < ${failedBefore}
      and id not in (select item from outbox where kind = 'digest')
    limit ${limit})`,
  subscriptions: ({ mailedBefore, askedBefore }, limit) => sql`delete from subscription where id in (
    select id from subscription
    where id < (select max(id) from subscription)
      and (state = 'ended' and ended_at < ${mailedBefore} or state = 'pending' and asked_at < ${askedBefore})
      and id not in (select subscription_id from outbox)
    limit ${limit})`,
  addresses: (_horizons, limit) => sql`delete from mail_address where id in (
    select id from mail_address
    where id < (select max(id) from mail_address) and suppressed_at is null
      and not exists (select 1 from subscription where subscription.address_id = mail_address.id)
      and not exists (select 1 from outbox where outbox.address_id = mail_address.id)
    limit ${limit})`,
};

/** Removes what no digest, link or bounce depends on any more, at most `limit` rows of each kind. `db` must be a transaction. */
export async function tidyMails(db: Kysely<Tables>, horizons: MailHorizons, limit: number): Promise<MailRemoved> {
  const remove = async (kind: keyof MailRemoved): Promise<number> =>
    Number((await STATEMENTS[kind](horizons, limit).execute(db)).numAffectedRows ?? 0);
  // In this order: each kind is held by the ones before it.
  const mails = await remove("mails");
  const digests = await remove("digests");
  const subscriptions = await remove("subscriptions");
  return { mails, digests, subscriptions, addresses: await remove("addresses") };
}
