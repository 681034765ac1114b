import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { cpus } from "node:os";
import { join } from "node:path";
import { UserError } from "../../src/lib/errors.ts";
import { Absent } from "./contestant.ts";
import type { TaskReply, Tasks } from "./child.ts";

const CHILD = join(import.meta.dirname, "child.ts");

/** The last core, which the rest of a machine uses least; undefined where `taskset` is missing. */
export const pinnedCore = (): number | undefined =>
  spawnSync("taskset", ["--version"]).status === 0 ? cpus().length - 1 : undefined;

/** A process on one core that does tasks for this one. */
export class BenchProcess implements AsyncDisposable {
  readonly #child: ChildProcess;

  constructor(core: number | undefined) {
    const command = [process.execPath, "--max-old-space-size=8192", CHILD];
    // LanceDB warns of each query.
    const env = { ...process.env, LANCEDB_LOG: "error", RUST_LOG: "error" };
    const [file = "", ...rest] = core === undefined ? command : ["taskset", "-c", String(core), ...command];
    this.#child = spawn(file, rest, { stdio: ["ignore", "ignore", "inherit", "ipc"], serialization: "advanced", env });
  }

  /** Throws `Absent` when the task did, and with its text when it failed or the process ended. */
  async call<K extends keyof Tasks>(
    task: K,
    ...argument: Parameters<Tasks[K]>
  ): Promise<Awaited<ReturnType<Tasks[K]>>> {
    const reply = await new Promise<TaskReply>((resolve, reject) => {
      const ended = (code: number | null, signal: string | null): void =>
        reject(new Error(`the process ended with ${signal ?? code} while at "${task}"`));
      this.#child.once("exit", ended);
      this.#child.once("message", (message: TaskReply) => {
        this.#child.off("exit", ended);
        resolve(message);
      });
      this.#child.send({ task, argument: argument[0] });
    });
    if ("value" in reply) return reply.value as Awaited<ReturnType<Tasks[K]>>;
    if (reply.name === "Absent") throw new Absent(reply.error);
    throw reply.name === "UserError" ? new UserError("invalid", reply.error) : new Error(reply.error);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#child.once("exit", resolve));
    this.#child.kill("SIGKILL");
    await ended;
  }
}
