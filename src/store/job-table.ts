import { sql, type Kysely, type Selectable } from "kysely";
import type { Job, JobRequest, JobState, JobStore } from "./job-store.ts";
import type { JobRow, Tables } from "./schema.ts";

/** Longer than any schedule's period: a forgotten slot would run a second time. */
const SLOT_MEMORY_MS = 400 * 86_400_000;

export class JobTable implements JobStore {
  readonly #db: Kysely<Tables>;

  /** `db` must be the connection that writes. */
  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async add(request: JobRequest): Promise<number | undefined> {
    return await insertJob(this.#db, request);
  }

  async claim(now: number, leaseMs: number): Promise<Job | undefined> {
    const due = this.#db
      .selectFrom("job")
      .select("id")
      .where((where) =>
        where.or([
          where.and([where("state", "=", "waiting"), where("run_at", "<=", now)]),
          where.and([where("state", "=", "running"), where("lease_until", "<=", now)]),
        ]),
      )
      .orderBy("run_at")
      .orderBy("id")
      .limit(1);
    const row = await this.#db
      .updateTable("job")
      .set({
        state: "running",
        lease_until: now + leaseMs,
        fence: sql<number>`fence + 1`,
        attempts: sql<number>`attempts + 1`,
      })
      .where("id", "=", due)
      .returningAll()
      .executeTakeFirst();
    return row && toJob(row);
  }

  async extend(job: Job, leaseUntil: number): Promise<boolean> {
    return await this.#update(job, { lease_until: leaseUntil });
  }

  async finish(job: Job, now: number): Promise<boolean> {
    return await this.#update(job, { state: "done", finished_at: now, error: null });
  }

  async retry(job: Job, runAt: number, error: string): Promise<boolean> {
    return await this.#update(job, { state: "waiting", run_at: runAt, error });
  }

  async giveBack(job: Job, runAt: number): Promise<boolean> {
    return await this.#update(job, {
      state: "waiting",
      run_at: runAt,
      attempts: job.attempts - 1,
      error: "interrupted",
    });
  }

  async bury(job: Job, now: number, error: string): Promise<boolean> {
    return await this.#update(job, { state: "dead", finished_at: now, error });
  }

  /** Only the holder of the newest fence may change a job. */
  async #update(job: Job, change: Partial<Selectable<JobRow>>): Promise<boolean> {
    const query = this.#db
      .updateTable("job")
      .set(change)
      .where("id", "=", job.id)
      .where("fence", "=", job.fence)
      .where("state", "=", "running");
    return (await query.executeTakeFirst()).numUpdatedRows > 0n;
  }

  async addScheduled(schedule: string, slot: number, request: JobRequest): Promise<boolean> {
    return await this.#db.transaction().execute(async (transaction) => {
      const taken = await transaction
        .insertInto("schedule_slot")
        .values({ name: schedule, slot })
        .onConflict((conflict) => conflict.columns(["name", "slot"]).doNothing())
        .executeTakeFirst();
      if (taken.numInsertedOrUpdatedRows === 0n) return false;
      // The new moment is the next try of whatever was given up before.
      if (request.key !== undefined)
        await transaction.deleteFrom("job").where("key", "=", request.key).where("state", "=", "dead").execute();
      await insertJob(transaction, request);
      return true;
    });
  }

  async nextDueAt(): Promise<number | undefined> {
    const row = await this.#db
      .selectFrom("job")
      .select(sql<number | null>`min(case state when 'running' then lease_until else run_at end)`.as("at"))
      .where("state", "in", ["waiting", "running"])
      .executeTakeFirst();
    return row?.at ?? undefined;
  }

  async due(limit: number): Promise<readonly Job[]> {
    const query = this.#db
      .selectFrom("job")
      .selectAll()
      .where("state", "in", ["waiting", "running"])
      .orderBy("run_at")
      .orderBy("id");
    return (await query.limit(limit).execute()).map(toJob);
  }

  async dead(limit: number): Promise<readonly Job[]> {
    const query = this.#db.selectFrom("job").selectAll().where("state", "=", "dead").orderBy("finished_at", "desc");
    return (await query.limit(limit).execute()).map(toJob);
  }

  async revive(id: number, runAt: number): Promise<boolean> {
    const alive = { state: "waiting", run_at: runAt, attempts: 0, finished_at: null };
    const result = await this.#db
      .updateTable("job")
      .set(alive)
      .where("id", "=", id)
      .where("state", "=", "dead")
      .executeTakeFirst();
    return result.numUpdatedRows > 0n;
  }

  async forgetFinished(before: number): Promise<void> {
    await this.#db.deleteFrom("job").where("state", "=", "done").where("finished_at", "<", before).execute();
    await this.#db
      .deleteFrom("schedule_slot")
      .where("slot", "<", before - SLOT_MEMORY_MS)
      .execute();
  }
}

async function insertJob(
  db: Kysely<Tables>,
  { name, payload = {}, key, runAt }: JobRequest,
): Promise<number | undefined> {
  const row = await db
    .insertInto("job")
    .values({
      name,
      payload: JSON.stringify(payload),
      key: key ?? null,
      state: "waiting",
      run_at: runAt,
      attempts: 0,
      lease_until: 0,
      fence: 0,
      error: null,
      finished_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning("id")
    .executeTakeFirst();
  return row?.id;
}

function toJob(row: Selectable<JobRow>): Job {
  return {
    id: row.id,
    name: row.name,
    payload: JSON.parse(row.payload) as Job["payload"],
    state: row.state as JobState,
    runAt: row.run_at,
    attempts: row.attempts,
    leaseUntil: row.lease_until,
    fence: row.fence,
    error: row.error ?? undefined,
    finishedAt: row.finished_at ?? undefined,
  };
}
