// Plays the change script on an index and says on standard output what it may be held to: run by index-kill.test.ts.
import { openIndex } from "../../src/engine/engine.ts";
import { scriptedChange } from "../engine/change-script.ts";
import { SMALL_SCHEMA, toIndexDocument } from "../engine/small-index.ts";

const [folder = ""] = process.argv.slice(2);
const index = openIndex({ folder, schema: SMALL_SCHEMA, madeFrom: "kill test" });
if (!index.becomeWriter()) throw new Error("the lock of a killed writer is still in force");
process.stdout.write("ready\n");

let upkeep: Promise<unknown> | undefined;
for (let number = index.position + 1; ; number += 1) {
  const { put, remove } = scriptedChange(number);
  index.put(put.map(toIndexDocument));
  index.remove(remove);
  if (number % 3 !== 0) {
    index.commit(number);
    process.stdout.write(`committed ${number}\n`);
  }
  upkeep ??= index.maintain().finally(() => (upkeep = undefined));
  // Lets merges end, and output out.
  await new Promise((resolve) => setTimeout(resolve, number % 5));
}
