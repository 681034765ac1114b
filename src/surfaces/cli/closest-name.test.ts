import { expect, test } from "vitest";
import { closestName } from "./closest-name.ts";

const NAMES = ["BROADSHEET_PORT", "BROADSHEET_HOST", "BROADSHEET_SOURCES"];

test.each([
  { wrong: "BROADSHEET_PROT", meant: "BROADSHEET_PORT" },
  { wrong: "BROADSHEET_HOSTS", meant: "BROADSHEET_HOST" },
  { wrong: "BROADSHEET_SOURCE", meant: "BROADSHEET_SOURCES" },
  { wrong: "BROADSHEET_MAIL_PASSWORD", meant: undefined },
])("$wrong may have meant $meant", ({ wrong, meant }) => {
  expect(closestName(wrong, NAMES)).toBe(meant);
});
