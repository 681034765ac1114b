// Writes docs/configuration.md from the settings in src/config.ts: `node scripts/write-docs.ts`.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { SETTINGS, type Setting } from "../src/config.ts";

export const CONFIGURATION_FILE = join(import.meta.dirname, "../docs/configuration.md");

const HEAD = `# Configuration

Broadsheet needs no configuration. Everything below can be set in the environment; \`broadsheet doctor\` shows the values
in force, where each comes from, and names that look misspelt. A value that cannot be used stops the command with one
line that says why, and exit code 78.

Some can be set for one command too: \`--data\` with every command, \`--port\` and \`--host\` with \`serve\`
([commands](commands.md)).

This page is written by \`node scripts/write-docs.ts\` from \`src/config.ts\`.
`;

/** The text of docs/configuration.md. */
export function configurationPage(settings: readonly Setting[] = Object.values(SETTINGS)): string {
  return [HEAD, ...settings.map(section)].join("\n");
}

function section({ name, fallback, meaning }: Setting): string {
  const value = fallback === "" ? "empty" : `\`${fallback}\``;
  return `## ${name}\n\n${meaning}\n\nDefault: ${value}\n`;
}

if (import.meta.main) writeFileSync(CONFIGURATION_FILE, configurationPage());
