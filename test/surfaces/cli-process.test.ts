import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../temporary-folder.ts";
import { NOWHERE } from "./command-line.ts";

const ROOT = join(import.meta.dirname, "../..");
const isBuilt = existsSync(join(ROOT, "dist/main.js"));

function start(folder: string, ...argv: readonly string[]): ChildProcessWithoutNullStreams {
  const env = { ...process.env, ...NOWHERE, BROADSHEET_DATA: folder, BROADSHEET_SOURCES: "" };
  return spawn(process.execPath, [join(ROOT, "bin/broadsheet.js"), ...argv], { env });
}

const ended = async (child: ChildProcessWithoutNullStreams): Promise<number | null> =>
  await new Promise((resolve) => child.once("close", (code) => resolve(code)));

/** Resolves once the child has written something that matches. */
async function written(child: ChildProcessWithoutNullStreams, pattern: RegExp): Promise<string> {
  let output = "";
  for await (const chunk of child.stdout.iterator({ destroyOnReturn: false })) {
    output += String(chunk);
    const [match] = pattern.exec(output) ?? [];
    if (match !== undefined) return match;
  }
  throw new Error(`ended without ${String(pattern)}: ${output}`);
}

const listing = (count: number): string =>
  Array.from(
    { length: count },
    (_, index) =>
      `${JSON.stringify({ id: `2403.${String(10_000 + index)}`, title: `A paper about matter ${index}` })}\n`,
  ).join("");

describe.skipIf(!isBuilt)("the built command (skipped before `npm run build`)", () => {
  test("imports from standard input while a server runs on the same folder, and the server ends within seconds", async () => {
    await using folder = await temporaryFolder();
    const server = start(folder.path, "serve");
    const address = await written(server, /http:\S+/);
    const importing = start(folder.path, "import", "-", "--json");
    importing.stdin.end(listing(1_200));
    const [report, exitCode] = await Promise.all([text(importing.stdout), ended(importing)]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(report)).toMatchObject({ found: 1_200, added: 1_200, problems: [] });
    expect((await fetch(`${address}/papers/2403.11199`)).status).toBe(200);
    const stoppedAt = performance.now();
    server.kill("SIGTERM");
    expect(await ended(server)).toBe(0);
    expect(performance.now() - stoppedAt).toBeLessThan(10_000);
  });

  test("serve ends at once when its port is taken", async () => {
    await using folder = await temporaryFolder();
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const server = start(folder.path, "serve", "--port", String(port));
    const [complaints, exitCode] = await Promise.all([text(server.stderr), ended(server)]);
    taken.close();
    expect(exitCode).toBe(78);
    expect(complaints).toMatch(/^broadsheet: Port \d+ is taken/);
  });

  test("ends quietly when the reader of its answer has gone", async () => {
    await using folder = await temporaryFolder();
    const adding = start(folder.path, "import", "-");
    adding.stdin.end(listing(1_000));
    await ended(adding);
    const searching = start(folder.path, "search", "paper", "matter", "--limit", "1000", "--json");
    searching.stdout.destroy();
    const [complaints, exitCode] = await Promise.all([text(searching.stderr), ended(searching)]);
    expect({ complaints, exitCode }).toEqual({ complaints: "", exitCode: 0 });
  });

  test("Ctrl-C stops an import that waits for more, and keeps what was saved", async () => {
    await using folder = await temporaryFolder();
    const child = start(folder.path, "import", "-");
    child.stdin.write(listing(4_500));
    const probe = async (): Promise<number | null> => {
      const looking = start(folder.path, "paper", "2403.10000");
      looking.stdout.resume();
      looking.stderr.resume();
      return await ended(looking);
    };
    while ((await probe()) !== 0);
    child.kill("SIGINT");
    const [complaints, exitCode] = await Promise.all([text(child.stderr), ended(child)]);
    expect(exitCode).toBe(130);
    expect(complaints).toMatch(/^Stopped\. [\d,]+ papers saved/);
  });
});
