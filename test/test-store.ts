import { join } from "node:path";
import { openStore } from "../src/store/open.ts";
import type { Store } from "../src/store/store.ts";
import { temporaryFolder } from "./temporary-folder.ts";

/** A real store in a folder of its own; both go when the test ends. */
export async function openTestStore(): Promise<Store> {
  const folder = await temporaryFolder();
  const store = await openStore(join(folder.path, "broadsheet.db"));
  return new Proxy(store, {
    get(target, name) {
      if (name !== Symbol.asyncDispose) {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === "function" ? value.bind(target) : value;
      }
      return async () => {
        await target[Symbol.asyncDispose]();
        await folder[Symbol.asyncDispose]();
      };
    },
  });
}
