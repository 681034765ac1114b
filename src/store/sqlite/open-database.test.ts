import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../../../test/temporary-folder.ts";
import { openStore } from "../open.ts";
import { assertSafeEngine, openSqlite } from "./open-database.ts";

describe("the SQLite engine", () => {
  test.each(["3.51.3", "3.53.4", "4.0.0", "3.50.7", "3.50.9", "3.44.6"])("%s is safe", (version) => {
    expect(() => assertSafeEngine(version)).not.toThrow();
  });

  test.each(["3.51.2", "3.50.6", "3.44.5", "3.45.1", "3.40.1", "3.49.9"])(
    "%s is refused, since it can lose committed pages",
    (version) => {
      expect(() => assertSafeEngine(version)).toThrow(`SQLite ${version}`);
    },
  );
});

describe("a connection", () => {
  test("keeps the promises of decision 0002", async () => {
    await using folder = await temporaryFolder();
    const database = openSqlite(join(folder.path, "a.db"), { isReadOnly: false });
    const pragma = (name: string) =>
      Object.values(database.prepare(`pragma ${name}`).all([])[0] as object)[0] as unknown;
    expect({
      journal: pragma("journal_mode"),
      synchronous: pragma("synchronous"),
      foreignKeys: pragma("foreign_keys"),
      busy: pragma("busy_timeout"),
    }).toEqual({
      journal: "wal",
      synchronous: 2,
      foreignKeys: 1,
      busy: 10_000,
    });
    database.close();
  });

  test.each([[new Date(0)], [undefined], [{ a: 1 }], [true]])(
    "refuses to bind %s, which node:sqlite would take for something else",
    async (value) => {
      await using folder = await temporaryFolder();
      const database = openSqlite(join(folder.path, "a.db"), { isReadOnly: false });
      expect(() => database.prepare("select ?").all([value])).toThrow("cannot bind");
      database.close();
    },
  );

  test("for reading cannot write", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "a.db");
    openSqlite(file, { isReadOnly: false }).close();
    const reader = openSqlite(file, { isReadOnly: true });
    expect(() => reader.prepare("create table t (x)").run([])).toThrow(/readonly|read-only/);
    reader.close();
  });
});

describe("a store that cannot be used says how to mend it", () => {
  test("when the file is no database", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "broadsheet.db");
    await writeFile(file, "this is no database ".repeat(1_000));
    await expect(openStore(file)).rejects.toThrow(/damaged.*backup/);
  });

  test("when the database is torn", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "broadsheet.db");
    await (await openStore(file))[Symbol.asyncDispose]();
    expect(existsSync(`${file}-wal`)).toBe(false);
    await writeFile(file, Buffer.alloc(8_192, 7), { flag: "r+" });
    await expect(openStore(file)).rejects.toThrow(/damaged/);
  });

  test("when the folder cannot be written", async () => {
    await using folder = await temporaryFolder();
    const inTheWay = join(folder.path, "file");
    await writeFile(inTheWay, "");
    await expect(openStore(join(inTheWay, "broadsheet.db"))).rejects.toThrow(/cannot be written.*--data/);
    if (process.getuid?.() === 0) return;
    const locked = join(folder.path, "locked");
    await mkdir(locked);
    await chmod(locked, 0o500);
    await expect(openStore(join(locked, "deeper", "broadsheet.db"))).rejects.toThrow(/cannot be written.*--data/);
  });

  test("when nothing can be made there, without trying for ever", async () => {
    await expect(openStore("/proc/nowhere/broadsheet.db")).rejects.toThrow(/cannot be written|cannot be made/);
  });

  test("when a newer Broadsheet has written it", async () => {
    await using folder = await temporaryFolder();
    const file = join(folder.path, "broadsheet.db");
    await (await openStore(file))[Symbol.asyncDispose]();
    using database = new DatabaseSync(file);
    database.exec("insert into kysely_migration (name, timestamp) values ('9999-later', '2099-01-01T00:00:00.000Z')");
    await expect(openStore(file)).rejects.toThrow(/newer Broadsheet/);
  });

  test("and five processes may open a new one at once", async () => {
    await using folder = await temporaryFolder();
    const open = `const { openStore } = await import(${JSON.stringify(new URL("../open.ts", import.meta.url).href)});
      await using store = await openStore(${JSON.stringify(join(folder.path, "broadsheet.db"))});
      process.stdout.write(String(await store.papers.count()));`;
    const run = promisify(execFile);
    const answers = await Promise.all(
      Array.from({ length: 5 }, async () => await run(process.execPath, ["--input-type=module", "-e", open])),
    );
    expect(answers.map(({ stdout, stderr }) => stdout + stderr)).toEqual(["0", "0", "0", "0", "0"]);
  });
});
