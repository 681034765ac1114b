import type { Command } from "commander";
import { asBadSetup, asDamage } from "./failure.ts";
import type { Printer } from "./printer.ts";
import { startProgress, type Progress } from "./progress.ts";
import type { CliApp, CliConfig, CliSetup, Overrides } from "./setup.ts";

interface SessionParts {
  readonly setup: CliSetup;
  readonly printer: Printer;
  readonly overrides: Overrides;
}

/** One run of one command. */
export class Session {
  readonly setup: CliSetup;
  readonly printer: Printer;
  readonly overrides: Overrides;

  constructor({ setup, printer, overrides }: SessionParts) {
    this.setup = setup;
    this.printer = printer;
    this.overrides = overrides;
  }

  get signal(): AbortSignal {
    return this.setup.signal;
  }

  config(): CliConfig {
    try {
      return this.setup.readConfig(this.overrides);
    } catch (error) {
      throw asBadSetup(error);
    }
  }

  /** Opens what Broadsheet remembers, does the work, and closes it again. */
  async withApp<Result>(work: (app: CliApp) => Promise<Result>): Promise<Result> {
    try {
      await using app = await this.#open();
      return await work(app);
    } catch (error) {
      throw asDamage(error, this.config().databaseFile);
    }
  }

  progress(label: string): Progress {
    return startProgress(this.setup.streams.err, this.setup.clock, label);
  }

  async #open(): Promise<CliApp> {
    try {
      return await this.setup.openApp(this.overrides);
    } catch (error) {
      throw asBadSetup(error);
    }
  }
}

/** Makes a commander action of a command's work, which gives the exit code. */
export type Act = <Args extends readonly unknown[]>(
  work: (session: Session, ...args: Args) => Promise<number>,
) => (...args: Args) => Promise<void>;

/** Tells the program about a command. */
export type AddCommand = (program: Command, act: Act) => void;
