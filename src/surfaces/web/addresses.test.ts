import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { PaperId } from "../../domain/paper.ts";
import { localPath, paperPath, periodPath, webUrl } from "./addresses.ts";

describe("addresses of our own", () => {
  test.each([
    ["2608.19880", "/papers/2608.19880"],
    ["hep-th/9901001", "/papers/hep-th/9901001"],
    ["10.1000/a<b>#c?d", "/papers/10.1000/a%3Cb%3E%23c%3Fd"],
  ])("%s has its page at %s", (id, path) => {
    expect(paperPath(id as PaperId)).toBe(path);
  });

  test("say only what differs from the plain edition", () => {
    const day = { kind: "day", name: "2026-08-21" } as const;
    expect(periodPath(day, { order: "votes" })).toBe("/day/2026-08-21");
    expect(periodPath(day, { order: "newest", category: "cs.CL" })).toBe("/day/2026-08-21?category=cs.CL&order=newest");
  });
});

test.each(["javascript:alert(1)", "data:text/html,x", "/path", "mailto:a@example.org", "", "https://", " vbscript:x"])(
  "%j becomes no link",
  (address) => {
    expect(webUrl(address)).toBeUndefined();
  },
);

test("a path to go back to never leads to another site", () => {
  const nasty = fc.string({
    unit: fc.constantFrom("/", "\\", ".", "@", ":", "\t", "\n", "%2f", "?", "#", "a", "．", "／"),
  });
  fc.assert(
    fc.property(nasty, (text) => {
      const path = localPath(text);
      expect(new URL(path, "https://here.example").origin).toBe("https://here.example");
    }),
  );
});
