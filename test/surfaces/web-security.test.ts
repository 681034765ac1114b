import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { aSighting } from "../make.ts";
import { from, openTestSite, type TestSite } from "./web-site.ts";

let site: TestSite;
beforeAll(async () => {
  site = await openTestSite({ settings: { publicUrl: "https://papers.example.org" } });
  await site.save(aSighting({ ids: ["2608.20001"], days: ["2026-08-21"] }));
});
afterAll(async () => await site[Symbol.asyncDispose]());

const PATHS = [
  "/",
  "/day/2026-08-21",
  "/day/x",
  "/papers/2608.20001",
  "/papers/none",
  "/abs/2608.20001",
  "/search",
  "/listings",
  "/listings/7",
  "/import",
  "/sources",
  "/about",
  "/healthz",
  "/readyz",
  "/robots.txt",
  "/opensearch.xml",
  "/assets/nothing",
  "/no-such-page",
];
const WRITES = ["/theme", "/import/preview", "/import", "/sources/jobs/1/retry"];

describe("security headers", () => {
  test.each(PATHS)("stand on GET %s", async (path) => {
    const { headers } = await site.get(path);
    expect(headers.get("Content-Security-Policy")).toBe(
      "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    );
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("same-origin");
    expect(headers.get("Cross-Origin-Opener-Policy")).toBe("same-origin");
    expect(headers.get("Cross-Origin-Resource-Policy")).toBe("same-origin");
    expect(headers.get("Permissions-Policy")).toContain("camera=()");
    expect(headers.get("Strict-Transport-Security")).toContain("max-age=31536000");
  });

  test.each(WRITES)("stand on a refused POST %s", async (path) => {
    const { status, headers } = await site.post(path, {}, {});
    expect([status, headers.get("X-Content-Type-Options")]).toEqual([403, "nosniff"]);
  });
});

describe("requests that change something", () => {
  const FOREIGN: readonly Record<string, string>[] = [
    {},
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
    { "Sec-Fetch-Site": "none" },
    { "Sec-Fetch-Site": "nonsense" },
    { "Sec-Fetch-Site": "cross-site", Origin: "http://localhost" },
    { Origin: "null" },
    { Origin: "https://evil.example" },
    { Origin: "http://localhost:8080" },
    { Origin: "http://localhost.evil.example" },
    { Origin: "HTTP://LOCALHOST:81" },
    { Origin: "https://papers.example.org.evil.example" },
    { Referer: "http://localhost/" },
    { Authorization: "Bearer x" },
    { "X-HTTP-Method-Override": "GET" },
  ];
  test.each(WRITES.flatMap((path) => FOREIGN.map((headers) => [path, headers] as const)))(
    "to %s with %j are refused",
    async (path, headers) => {
      expect((await site.post(path, {}, headers)).status).toBe(403);
    },
  );

  test.each(["PUT", "DELETE", "PATCH"])("by %s are refused or lead nowhere", async (method) => {
    expect([403, 404]).toContain((await site.web.request("/import", { method }, from("127.0.0.1"))).status);
  });

  test.each([
    ["OPTIONS", "/theme", "POST"],
    ["GET", "/theme", "POST"],
    ["OPTIONS", "/import", "GET, HEAD, POST"],
    ["PUT", "/import/preview", "GET, HEAD, POST"],
    ["OPTIONS", "/sources/jobs/1/retry", "POST"],
  ])("by %s to %s are told what is allowed", async (method, path, allowed) => {
    const headers = { "Sec-Fetch-Site": "same-origin" };
    const response = await site.web.request(path, { method, headers }, from("127.0.0.1"));
    expect([response.status, response.headers.get("Allow")]).toEqual([405, allowed]);
  });

  test.each(["multipart/form-data", "multipart/form-data; boundary=", "multipart/form-data; boundary=x"])(
    "with a form as %s that is none are told so",
    async (type) => {
      const headers = { "Sec-Fetch-Site": "same-origin", "Content-Type": type };
      const response = await site.web.request("/theme", { method: "POST", body: "theme=dark", headers });
      expect(response.status).toBe(400);
      expect(await response.text()).toContain("The form could not be read");
    },
  );

  test.each<Record<string, string>>([
    { "Sec-Fetch-Site": "same-origin" },
    { Origin: "http://localhost" },
    { Origin: "https://papers.example.org" },
  ])("with %j pass", async (headers) => {
    expect((await site.post("/theme", { theme: "dark" }, headers)).status).toBe(303);
  });
});

describe("writing", () => {
  const ELSEWHERE: readonly (readonly [string, string, Record<string, string>])[] = [
    ["another machine", "192.0.2.7", {}],
    ["an unknown address", "", {}],
    ["IPv6 elsewhere", "2001:db8::1", {}],
    ["a mapped address elsewhere", "::ffff:192.0.2.7", {}],
    ["a proxy here", "127.0.0.1", { "X-Forwarded-For": "127.0.0.1" }],
    ["a proxy that says so otherwise", "127.0.0.1", { Forwarded: "for=127.0.0.1" }],
    ["a name pointed here", "127.0.0.1", { Host: "evil.example" }],
    ["a name that looks local", "127.0.0.1", { Host: "localhost.evil.example" }],
    ["a page of another name", "127.0.0.1", { Origin: "https://papers.example.org" }],
  ];
  test.each(ELSEWHERE)("from %s is refused with a page that says so", async (_what, address, headers) => {
    const body = new FormData();
    body.append("text", "2608.20001");
    const response = await site.web.request(
      "/import/preview",
      { method: "POST", body, headers: { "Sec-Fetch-Site": "same-origin", ...headers } },
      from(address),
    );
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("Only somebody at the machine that runs Broadsheet may do this");
  });

  test.each(["127.0.0.1", "127.8.8.8", "::1", "::ffff:127.0.0.1"])("from %s passes", async (address) => {
    const response = await site.web.request(
      "/sources/jobs/1/retry",
      { method: "POST", headers: { "Sec-Fetch-Site": "same-origin" } },
      from(address),
    );
    expect(response.status).toBe(404);
  });

  test("is limited in size, with and without a length", async () => {
    const big = new Uint8Array(6 * 1024 * 1024);
    expect((await site.post("/import/preview", { file: new File([big], "big.bib") })).status).toBe(413);
    const stream = new ReadableStream({
      pull(controller) {
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const headers = {
      "Sec-Fetch-Site": "same-origin",
      "Content-Type": "application/x-www-form-urlencoded",
      "Transfer-Encoding": "chunked",
    };
    const response = await site.web.request(
      "/theme",
      { method: "POST", body: stream, headers, duplex: "half" } as RequestInit,
      from("127.0.0.1"),
    );
    expect(response.status).toBe(413);
  });
});

describe("the choice of colours", () => {
  test("is kept in a cookie that the next page follows", async () => {
    const response = await site.post("/theme", { theme: "dark", back: "/search?q=a" });
    expect(response.headers.get("Location")).toBe("/search?q=a");
    expect(response.headers.get("Set-Cookie")).toBe("theme=dark; Max-Age=31536000; Path=/; HttpOnly; SameSite=Lax");
    expect(await (await site.get("/", { Cookie: "theme=dark" })).text()).toContain(
      '<html lang="en" data-theme="dark">',
    );
  });

  test("goes back to the system's", async () => {
    expect((await site.post("/theme", { theme: "system" })).headers.get("Set-Cookie")).toContain("Max-Age=0");
  });

  test.each([
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https://evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "@evil.example",
    "///evil.example",
    "/./%2F/../..//evil.example",
    "/.//evil.example",
    "/．．/../／evil",
    "",
  ])("never leads to another site: %j", async (back) => {
    const location = (await site.post("/theme", { theme: "dark", back })).headers.get("Location") ?? "";
    expect(new URL(location, "https://papers.example.org").origin).toBe("https://papers.example.org");
    expect(location).toMatch(/^\/(?![/\\])/);
  });
});

describe("assets", () => {
  test("may be kept for good, and come compressed", async () => {
    const stylesheet = /href="(\/assets\/[^"]+\.css)"/.exec(await site.text("/"))?.[1] ?? "";
    const response = await site.get(stylesheet, { "Accept-Encoding": "gzip, br" });
    expect(response.headers.get("Cache-Control")).toContain("immutable");
    expect(response.headers.get("Content-Encoding")).toBe("br");
    expect(response.headers.get("Content-Type")).toBe("text/css; charset=utf-8");
  });
});

test("machines are told how things are", async () => {
  expect(await site.text("/healthz")).toBe("ok\n");
  expect(JSON.parse(await site.text("/readyz"))).toMatchObject({ status: "ready", papers: 1 });
  expect(await site.text("/opensearch.xml")).toContain('template="https://papers.example.org/search?q={searchTerms}"');
});
