import type { Kysely, Selectable } from "kysely";
import type { Day } from "../lib/day.ts";
import type { MailAddressRow, SubscriptionRow, Tables } from "./schema.ts";
import type { Subscription, SubscriptionState } from "./subscription-store.ts";

type JoinedRow = Selectable<SubscriptionRow> & Pick<Selectable<MailAddressRow>, "given" | "suppressed_why">;

/** Subscriptions with the address that each belongs to. */
export function selectSubscriptions(db: Kysely<Tables>) {
  return db
    .selectFrom("subscription")
    .innerJoin("mail_address", "mail_address.id", "subscription.address_id")
    .selectAll("subscription")
    .select(["mail_address.given", "mail_address.suppressed_why"]);
}

export function toSubscription(row: JoinedRow): Subscription {
  return {
    id: row.id,
    address: { id: row.address_id, given: row.given, suppressedWhy: row.suppressed_why ?? undefined },
    state: row.state as SubscriptionState,
    choices: row.choices,
    wanted: row.wanted ?? undefined,
    ask: row.ask,
    askedAt: row.asked_at,
    nextDueAt: row.next_due_at ?? undefined,
    covered: row.covered_to === null ? undefined : { to: row.covered_to as Day, at: row.covered_at ?? 0 },
  };
}
