import { expect, it } from "vitest";
import { isNamedHost, problemOfAddress } from "./web-address.ts";

const named = new Set(["127.0.0.1:4100", "mirror.example", "[::1]:9000"]);

it.each([
  "https://rss.arxiv.org/atom/cs.CL",
  "http://example.org/",
  "http://example.org:8080/",
  "https://example.org:8443/",
  "http://127.0.0.1:4100/atom",
  "http://mirror.example:5000/",
  "http://[::1]:9000/",
  "HTTPS://EXAMPLE.ORG/",
])("has nothing against %s", (address) => {
  expect(problemOfAddress(new URL(address), named)).toBeUndefined();
});

it.each([
  ["file:///etc/passwd", "Only http and https"],
  ["ftp://example.org/", "Only http and https"],
  ["gopher://example.org/", "Only http and https"],
  ["data:text/plain,hello", "Only http and https"],
  ["blob:https://example.org/1", "Only http and https"],
  ["javascript:alert(1)", "Only http and https"],
  ["unix:/var/run/docker.sock", "Only http and https"],
  ["https://reader@example.org/", "name or password"],
  ["https://example.org:secret@evil.example/", "name or password"],
  ["https://:secret@example.org/", "name or password"],
  [`https://example.org/${"a".repeat(2000)}`, "longer than 2000"],
  ["http://example.org:22/", "Port 22 is not read"],
  ["http://example.org:25/", "Port 25 is not read"],
  ["http://example.org:6379/", "Port 6379 is not read"],
  ["http://127.0.0.1:4101/", "Port 4101 is not read"],
])("says what speaks against %s", (address, problem) => {
  expect(problemOfAddress(new URL(address), named)).toContain(problem);
});

it("knows a named host by its own port only, where a port was named", () => {
  expect(isNamedHost(new URL("http://127.0.0.1:4100/"), named)).toBe(true);
  expect(isNamedHost(new URL("http://127.0.0.1/"), named)).toBe(false);
});

it("knows a host that was named with its scheme's port", () => {
  expect(isNamedHost(new URL("http://mirror.example/"), new Set(["mirror.example:80"]))).toBe(true);
  expect(isNamedHost(new URL("https://mirror.example/"), new Set(["mirror.example:80"]))).toBe(false);
});

it("does not take a longer name for a named one", () => {
  expect(isNamedHost(new URL("http://mirror.example.evil.example/"), named)).toBe(false);
  expect(isNamedHost(new URL("http://not-mirror.example/"), named)).toBe(false);
});
