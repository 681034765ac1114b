import { describe, expect, test } from "vitest";
import { describeSettings, readConfig } from "../src/config.ts";

const told = (name: string, text: string) =>
  describeSettings({ [name]: text }).find((setting) => setting.name === name)?.value;

describe("a setting as doctor tells it", () => {
  test.each([
    ["smtp://papers:hunter2@mail.example.org:587", "smtp://papers:(secret)@mail.example.org:587"],
    ["smtps://papers:h@nter:2@mail.example.org", "smtps://papers:(secret)@mail.example.org"],
    ["smtp://mail.example.org:25", "smtp://mail.example.org:25"],
    ["", ""],
  ])("%j has no password in it", (text, shown) => {
    expect(told("BROADSHEET_SMTP_URL", text)).toBe(shown);
  });

  test("hides the key of an embedder", () => {
    expect(told("BROADSHEET_EMBEDDER_KEY", "hunter2")).toBe("(secret)");
    expect(told("BROADSHEET_EMBEDDER_KEY", "")).toBe("");
  });

  test.each([
    "papers:hunter2@mail.example.org",
    "http://papers:hunter2@mail.example.org",
    "smtp://papers:hunter2/@mail",
  ])("%j that cannot be used is told without its password", (text) => {
    expect(() => readConfig({ BROADSHEET_SMTP_URL: text })).toThrow(/BROADSHEET_SMTP_URL/);
    expect(() => readConfig({ BROADSHEET_SMTP_URL: text })).not.toThrow(/hunter2/);
  });
});
