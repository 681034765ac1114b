import process from "node:process";
import { checkFolder } from "../doctor/check-folder.ts";
import { checkSearchIndex } from "../doctor/check-index.ts";
import { checkPort } from "../doctor/check-port.ts";
import { checkSettings } from "../doctor/check-settings.ts";
import { checkStore } from "../doctor/check-store.ts";
import { checkUpstreams } from "../doctor/check-upstreams.ts";
import type { Finding } from "../doctor/finding.ts";
import { EXIT } from "../exit-codes.ts";
import type { Printer } from "../printer.ts";
import type { AddCommand, Session } from "../session.ts";
import type { CliConfig } from "../setup.ts";
import { alignTable } from "../table.ts";
import { padTo, wrapText } from "../text-width.ts";

interface DoctorOptions {
  readonly json?: true;
}

const MARK_WIDTH = 5;

export const addDoctorCommand: AddCommand = (program, act) => {
  program
    .command("doctor")
    .summary("check this installation, and show the settings in force")
    .description("Checks this installation, and shows the settings in force. Changes nothing.")
    .option("--json", "report as JSON")
    .action(act(examine));
};

async function examine(session: Session, { json }: DoctorOptions): Promise<number> {
  const { setup, overrides, printer } = session;
  const { config, findings: aboutSettings } = checkSettings(setup, overrides);
  const findings = [runtime(setup.version), ...aboutSettings, ...(config ? await examineWith(session, config) : [])];
  const settings = config ? settingsShown(session) : [];
  const isWell = findings.every(({ state }) => state !== "problem");
  if (json) printer.json({ isWell, findings, settings });
  else print(printer, findings, settings);
  return isWell ? EXIT.ok : EXIT.badSetup;
}

function runtime(version: string): Finding {
  const { node, sqlite } = process.versions;
  return {
    about: "versions",
    state: "good",
    text: `Broadsheet ${version}, Node ${node}, SQLite ${sqlite ?? "unknown"}`,
  };
}

async function examineWith(
  { setup }: Session,
  { data, databaseFile, indexFolder, port, host, upstreams }: CliConfig,
): Promise<readonly Finding[]> {
  const [folder, ofIndex, ofPort, ofUpstreams] = await Promise.all([
    checkFolder(data),
    checkSearchIndex(indexFolder, databaseFile),
    checkPort(setup, { port, host }),
    checkUpstreams(upstreams),
  ]);
  return [...folder, checkStore(databaseFile), ofIndex, ofPort, ...ofUpstreams];
}

interface ShownSetting {
  readonly name: string;
  readonly value: string;
  readonly origin: "default" | "environment" | "command line";
}

function settingsShown({ setup, overrides }: Session): readonly ShownSetting[] {
  return setup.settingsInForce().map(({ name, value, isSet }) => {
    if (name === "BROADSHEET_DATA" && overrides.data !== undefined)
      return { name, value: overrides.data, origin: "command line" };
    return { name, value, origin: isSet ? "environment" : "default" };
  });
}

function print(printer: Printer, findings: readonly Finding[], settings: readonly ShownSetting[]): void {
  const indent = Math.max(...findings.map(({ about }) => about.length)) + 2;
  for (const { about, state, text } of findings) {
    const mark =
      state === "good"
        ? printer.style("green", "ok   ")
        : state === "note"
          ? printer.style("yellow", "note ")
          : printer.style("red", "mend ");
    const [first = "", ...more] = wrapText(text, printer.width - indent - MARK_WIDTH);
    printer.line(mark + padTo(about, indent) + first);
    printer.lines(more.map((line) => " ".repeat(indent + MARK_WIDTH) + line));
  }
  if (settings.length === 0) return;
  printer.line();
  printer.lines(
    alignTable(settings.map(({ name, value, origin }) => [name, value === "" ? "(empty)" : value, origin])),
  );
}
