import type { Kysely } from "kysely";
import type { HostTurnStore } from "./host-turn-store.ts";
import type { Tables } from "./schema.ts";

/** How soon to look again while somebody else holds the host. */
const LOOK_AGAIN_MS = 250;
/** No hold and no rest is longer than this; a later moment was written under a clock that was wrong. */
const LONGEST_WAIT_MS = 8 * 3_600_000;

export class HostTurnTable implements HostTurnStore {
  readonly #db: Kysely<Tables>;

  /** `db` must be the connection that writes. */
  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async tryTake(host: string, holder: string, now: number, heldUntil: number): Promise<number | undefined> {
    return await this.#db.transaction().execute(async (transaction) => {
      const free = { host, next_at: 0, held_until: 0, holder: null, failures: 0 };
      await transaction
        .insertInto("host_turn")
        .values(free)
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      const turn = await transaction
        .selectFrom("host_turn")
        .selectAll()
        .where("host", "=", host)
        .executeTakeFirstOrThrow();
      const isAhead = (moment: number): boolean => moment > now && moment - now <= LONGEST_WAIT_MS;
      if (turn.holder !== null && isAhead(turn.held_until)) return LOOK_AGAIN_MS;
      if (isAhead(turn.next_at)) return turn.next_at - now;
      await transaction
        .updateTable("host_turn")
        .set({ holder, held_until: heldUntil })
        .where("host", "=", host)
        .execute();
      return undefined;
    });
  }

  async release(host: string, holder: string, nextAt: number, failures: number): Promise<void> {
    const free = { holder: null, held_until: 0, next_at: nextAt, failures };
    await this.#db.updateTable("host_turn").set(free).where("host", "=", host).where("holder", "=", holder).execute();
  }

  async failures(host: string): Promise<number> {
    const row = await this.#db.selectFrom("host_turn").select("failures").where("host", "=", host).executeTakeFirst();
    return row?.failures ?? 0;
  }
}
