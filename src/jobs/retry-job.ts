import type { Clock } from "../lib/clock.ts";
import { UserError } from "../lib/errors.ts";
import type { Store } from "../store/store.ts";

/** Puts a job that was given up back into the queue, due at once. Throws `UserError` when it is not there any more. */
export async function retryJob({ store, clock }: { store: Store; clock: Clock }, id: number): Promise<void> {
  if (await store.jobs.revive(id, clock.now())) return;
  throw new UserError(
    "missing",
    "There is no such job to try again; it may have been tried already. The page of sources has what is left.",
  );
}
