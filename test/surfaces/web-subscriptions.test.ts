import { describe, expect, test } from "vitest";
import { confirmationToken, subscriptionToken } from "../../src/daily/subscription-tokens.ts";
import { openTestSite, type TestSite } from "./web-site.ts";

const WISH = {
  address: "ada@example.org",
  frequency: "weekdays",
  hour: "7",
  zone: "Europe/Berlin",
  count: "5",
  categories: "cs.CL",
  q: "",
};

async function confirmed(site: TestSite): Promise<string> {
  await site.post("/subscribe", WISH);
  const secret = await site.store.subscriptions.secret();
  await site.post(`/subscriptions/${confirmationToken(secret, 1, 1)}/confirm`, { do: "confirm" });
  return `/subscriptions/${subscriptionToken(secret, 1)}`;
}

const stateOf = async ({ store }: TestSite) => (await store.subscriptions.find(1))?.state;

describe("subscribing", () => {
  test("answers the same for an unknown, a known, a subscribed and a suppressed address", async () => {
    await using site = await openTestSite();
    const ask = async (address: string) => {
      const response = await site.post("/subscribe", { ...WISH, address });
      return [response.status, response.headers.get("Location"), await response.text()];
    };
    const first = await ask("ada@example.org");
    expect(first.slice(0, 2)).toEqual([303, "/subscribe/asked"]);
    expect(await ask("ada@example.org")).toEqual(first);
    const secret = await site.store.subscriptions.secret();
    await site.post(`/subscriptions/${confirmationToken(secret, 1, 1)}/confirm`, { do: "confirm" });
    expect(await ask("ada@example.org")).toEqual(first);
    await site.store.subscriptions.suppress(1, "test", 0);
    expect(await ask("ada@example.org")).toEqual(first);
    expect(await ask("bob@example.org")).toEqual(first);
  });

  test.each([
    ["address", "ada@"],
    ["address", "ada@example.org\r\nBcc: eve@example.org"],
    ["address", "a@b.org, c@d.org"],
    ["hour", "24"],
    ["zone", "Mars/Olympus"],
    ["count", "1000"],
    ["categories", "<script>"],
    ["frequency", "hourly"],
  ])("refuses %s %j and says how to mend it", async (name, value) => {
    await using site = await openTestSite();
    const response = await site.post("/subscribe", { ...WISH, [name]: value });
    expect(response.status).toBe(400);
    expect((await site.store.outbox.counts()).queued).toBe(0);
  });

  test("is not done for another site", async () => {
    await using site = await openTestSite();
    const response = await site.post("/subscribe", WISH, { "Sec-Fetch-Site": "cross-site" });
    expect(response.status).toBe(403);
    expect((await site.store.outbox.counts()).queued).toBe(0);
  });

  test("is confirmed by a button, not by opening the link; twice is as good as once", async () => {
    await using site = await openTestSite();
    await site.post("/subscribe", WISH);
    const path = `/subscriptions/${confirmationToken(await site.store.subscriptions.secret(), 1, 1)}/confirm`;
    for (let visit = 0; visit < 20; visit += 1) expect((await site.get(path)).status).toBe(200);
    expect(await stateOf(site)).toBe("pending");
    for (const _ of [1, 2]) expect((await site.post(path, { do: "confirm" })).status).toBe(303);
    expect(await stateOf(site)).toBe("confirmed");
  });

  test("can be refused for ever", async () => {
    await using site = await openTestSite();
    await site.post("/subscribe", WISH);
    const path = `/subscriptions/${confirmationToken(await site.store.subscriptions.secret(), 1, 1)}/confirm`;
    await site.post(path, { do: "refuse" });
    expect((await site.store.subscriptions.find(1))?.address.suppressedWhy).toBeDefined();
    expect((await site.store.outbox.counts()).suppressed).toBe(1);
  });
});

describe("a subscriber's page", () => {
  test("changes what is sent", async () => {
    await using site = await openTestSite();
    const path = await confirmed(site);
    const response = await site.post(path, { ...WISH, do: "change", hour: "20", categories: "cs.CV cs.CL" });
    expect([response.status, response.headers.get("Location")]).toEqual([303, `${path}?changed`]);
    expect((await site.store.subscriptions.find(1))?.choices).toContain('"hour":20');
    expect(await site.text(path)).toContain("cs.CL cs.CV");
  });

  test("is kept from caches and search engines, and does not give the address away", async () => {
    await using site = await openTestSite();
    const path = await confirmed(site);
    const response = await site.get(path);
    expect(response.headers.get("Cache-Control")).toBe("no-store");
    const page = await response.text();
    expect(page).toContain("noindex");
    expect(page).not.toContain("ada@example.org");
  });

  test.each(["1-AAAAAAAAAAAAAAAAAAAAAAAAAAA", "x", "2-", "1"])("does not open with %s", async (token) => {
    await using site = await openTestSite();
    await confirmed(site);
    expect((await site.get(`/subscriptions/${token}`)).status).toBe(404);
  });
});

describe("unsubscribing (RFC 8058)", () => {
  const body = new URLSearchParams({ "List-Unsubscribe": "One-Click" });

  test("by one POST without cookies or origin ends it at once; twice is as good as once", async () => {
    await using site = await openTestSite();
    const path = await confirmed(site);
    for (const _ of [1, 2]) expect((await site.web.request(path, { method: "POST", body })).status).toBe(200);
    expect(await stateOf(site)).toBe("ended");
  });

  test("never happens by opening the link", async () => {
    await using site = await openTestSite();
    const path = await confirmed(site);
    for (let visit = 0; visit < 20; visit += 1)
      await site.web.request(path, { method: visit % 2 === 0 ? "GET" : "HEAD" });
    expect(await stateOf(site)).toBe("confirmed");
    expect(await site.text(path)).toContain("End it");
  });

  test("opens no other door to other sites", async () => {
    await using site = await openTestSite();
    const path = await confirmed(site);
    const change = new URLSearchParams({ ...WISH, do: "change", hour: "3" });
    const response = await site.web.request(path, { method: "POST", body: change });
    expect(response.status).toBe(403);
    expect((await site.store.subscriptions.find(1))?.choices).toContain('"hour":7');
  });

  test("with a forged token ends nothing", async () => {
    await using site = await openTestSite();
    await confirmed(site);
    const response = await site.web.request("/subscriptions/1-AAAAAAAAAAAAAAAAAAAAAAAAAAA", { method: "POST", body });
    expect(response.status).toBe(404);
    expect(await stateOf(site)).toBe("confirmed");
  });
});
