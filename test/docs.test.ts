import { existsSync, readFileSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { PassThrough } from "node:stream";
import type { Command } from "commander";
import { describe, expect, test } from "vitest";
import { CONFIGURATION_FILE, configurationPage } from "../scripts/write-docs.ts";
import { createProgram } from "../src/surfaces/cli/cli.ts";
import { EXIT } from "../src/surfaces/cli/exit-codes.ts";
import { Printer } from "../src/surfaces/cli/printer.ts";

const ROOT = join(import.meta.dirname, "..");
const read = (path: string): string => readFileSync(join(ROOT, path), "utf8");

describe("docs/configuration.md", () => {
  test("tells of the settings as they are; `node scripts/write-docs.ts` mends it", () => {
    expect(readFileSync(CONFIGURATION_FILE, "utf8")).toBe(configurationPage());
  });
});

describe("docs/commands.md", () => {
  const page = read("docs/commands.md");
  const nowhere = { in: new PassThrough(), out: new PassThrough(), err: new PassThrough() };
  const program = createProgram(
    { version: "0" },
    new Printer(nowhere, { hasColour: false }),
    () => async () => undefined,
  );
  const sectionOf = ({ name }: { name: string }): string =>
    page.split(/^## /m).find((section) => section.startsWith(`${name}\n`)) ?? "";

  test.each(program.commands.map((command) => ({ name: command.name(), command })))(
    "has every option of $name",
    ({ name, command }) => {
      const section = sectionOf({ name });
      expect(section).toContain(`broadsheet ${name}`);
      expect(optionsOf(command).filter((option) => !section.includes(option))).toEqual([]);
      expect(command.commands.filter((part) => !section.includes(part.name())).map((part) => part.name())).toEqual([]);
    },
  );

  test("has every global option and every exit code", () => {
    expect(optionsOf(program).filter((option) => !page.includes(option))).toEqual([]);
    const missing = Object.values(EXIT).filter((code) => !new RegExp(`^\\| ${code} \\|`, "m").test(page));
    expect(missing).toEqual([]);
  });

  test("has no command that does not exist", () => {
    const documented = [...page.matchAll(/^\| \[`(\w+)`\]/gm)].map(([, name]) => name);
    expect(documented).toEqual(program.commands.map((command) => command.name()));
  });
});

function optionsOf(command: Command): readonly string[] {
  const own = command.options.flatMap(({ long }) => long ?? []);
  return [...own, ...command.commands.flatMap(optionsOf)];
}

describe("links in documents", () => {
  const documents = readdirSync(ROOT, { recursive: true, encoding: "utf8" }).filter(
    (path) => path.endsWith(".md") && !/(^|\/)(node_modules|dist|data|\.bench)\//.test(path),
  );
  const links = documents.flatMap((path) =>
    [...withoutCode(read(path)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => ({ path, target })),
  );

  test("are seen at all", () => {
    expect(links.length).toBeGreaterThan(5);
  });

  test("lead to files and headings that exist", () => {
    const broken = links.filter(({ path, target }) => !/^[a-z]+:/i.test(target) && !leadsSomewhere(path, target));
    expect(broken).toEqual([]);
  });
});

const withoutCode = (markdown: string): string =>
  markdown.replace(/^```[\s\S]*?^```/gm, "").replace(/`[^`\n]*`/g, "code");

function leadsSomewhere(path: string, target: string): boolean {
  const [file = "", heading] = target.split("#");
  const absolute = file === "" ? join(ROOT, path) : join(ROOT, dirname(path), file);
  if (!existsSync(absolute)) return false;
  return heading === undefined || headingsOf(readFileSync(absolute, "utf8")).includes(heading);
}

/** Headings as GitHub names them in addresses. */
function headingsOf(markdown: string): readonly string[] {
  const headings = [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, text = ""]) => text);
  return headings.map((text) =>
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replace(/\s/g, "-"),
  );
}
