// Sends what waits in an outbox and says so: run by digest-kill.test.ts, killed at any moment.
import { sendOutbox } from "../../src/daily/outbox.ts";
import type { Clock } from "../../src/lib/clock.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { SMTP_WAITS } from "../../src/lib/smtp.ts";
import { openStore } from "../../src/store/open.ts";
import { senderDeps } from "../mail/queued-mails.ts";

const [database = "", port = "", lines = "", aheadMs = ""] = process.argv.slice(2);
/** Each run lives some hours after the one before it, so that the leases of a killed one have ended. */
const clock: Clock = { ...systemClock, now: () => systemClock.now() + Number(aheadMs) };
await using store = await openStore(database);
process.stdout.write("ready\n");
const deps = senderDeps(store, clock, { port: Number(port), lines: Number(lines), waits: SMTP_WAITS });
await sendOutbox(deps, { signal: new AbortController().signal });
process.stdout.write("done\n");
