// Imports one listing and says on standard output what it may be held to: run by ingest-kill.test.ts, killed at any moment.
import { createReadStream } from "node:fs";
import { importListing } from "../../src/ingest/import-listing.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { openStore } from "../../src/store/open.ts";

const [database = "", file = ""] = process.argv.slice(2);
await using store = await openStore(database);
process.stdout.write("ready\n");
await importListing({ store, clock: systemClock }, createReadStream(file, { highWaterMark: 16_384 }), {
  name: file,
  onProgress: ({ found }) => process.stdout.write(`saved ${found}\n`),
});
process.stdout.write("done\n");
