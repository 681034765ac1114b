import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { subscriptionToken } from "../../src/daily/subscription-tokens.ts";
import { missingForJourneys, openBrowserSite, type BrowserSite } from "./browser-site.ts";

const missing = missingForJourneys();
if (missing !== undefined) console.log(`subscribing in a browser ${missing}`);

let site: BrowserSite;
beforeAll(async () => {
  if (missing === undefined) site = await openBrowserSite();
}, 60_000);
afterAll(async () => {
  if (missing === undefined) await site[Symbol.asyncDispose]();
});

async function openPage(hasScripts: boolean): Promise<Page & AsyncDisposable> {
  const context = await site.browser.newContext({
    javaScriptEnabled: hasScripts,
    viewport: { width: 1_000, height: 800 },
    timezoneId: "Asia/Tokyo",
  });
  const page = await context.newPage();
  return Object.assign(page, { [Symbol.asyncDispose]: async () => await context.close() });
}

/** The address in the mail that asks somebody, once it is sent. */
async function confirmationLink(address: string): Promise<string> {
  await site.post.send(new AbortController().signal);
  for (const name of await readdir(site.mailFolder)) {
    if (!name.startsWith("confirmation")) continue;
    const mail = await PostalMime.parse(await readFile(join(site.mailFolder, name)));
    const link = /^http\S+\/confirm$/m.exec(mail.text ?? "")?.[0];
    if (mail.to?.some((to) => to.address === address) && link !== undefined) return link;
  }
  throw new Error(`no mail asks ${address}`);
}

const headingOf = async (page: Page): Promise<string | null> =>
  await page.getByRole("heading", { level: 1 }).textContent();

const press = async (page: Page, name: string): Promise<void> =>
  await page.getByRole("main").getByRole("button", { name, exact: true }).click();

describe.skipIf(missing !== undefined).each([
  ["with", true],
  ["without", false],
] as const)("a reader %s scripts", { timeout: 60_000 }, (word, hasScripts) => {
  test("previews, subscribes, confirms, changes and unsubscribes", async () => {
    await using page = await openPage(hasScripts);
    const address = `${word}@example.org`;
    await page.goto(site.origin);
    await page.getByRole("link", { name: "Subscribe", exact: true }).click();
    expect(await page.getByLabel("Time zone").inputValue()).toBe(hasScripts ? "Asia/Tokyo" : "UTC");

    await page.getByLabel("Papers in full").selectOption("3");
    await page.getByLabel("Only these fields").fill("cs.CV");
    await press(page, "Preview");
    expect(await page.title()).toMatch(/^A long enough title about number \d+/);
    expect(await page.getByRole("heading", { level: 2 }).count()).toBe(3);
    await page.getByRole("link", { name: "Change or end it" }).click();
    expect(await page.getByLabel("Only these fields").inputValue()).toBe("cs.CV");

    await page.getByLabel("Your mail address").fill(address);
    await press(page, "Subscribe");
    expect(await headingOf(page)).toBe("Look into your mailbox");

    await page.goto(await confirmationLink(address));
    expect(await headingOf(page)).toBe("Shall we write to you?");
    await press(page, "Yes, write to me");
    expect(await headingOf(page)).toBe("Your subscription");
    expect(await page.getByLabel("Only these fields").inputValue()).toBe("cs.CV");

    await page.getByLabel("Every day").check();
    await page.getByLabel("At", { exact: true }).selectOption("20");
    await press(page, "Change");
    expect(await page.getByRole("status").textContent()).toContain("Changed");
    expect(await page.getByLabel("At", { exact: true }).inputValue()).toBe("20");
    expect(await page.getByLabel("Every day").isChecked()).toBe(true);
    expect(await page.getByLabel("Papers in full").inputValue()).toBe("3");

    await press(page, "End it");
    expect(await headingOf(page)).toBe("This subscription has ended");
    await page.goBack();
    await page.reload();
    expect(await headingOf(page)).toBe("This subscription has ended");
  });

  test("subscribes from the foot of any page", async () => {
    await using page = await openPage(hasScripts);
    const address = `foot-${word}@example.org`;
    await page.goto(`${site.origin}/papers/2608.10005`);
    await page.getByRole("contentinfo").getByLabel("The best papers of the day by mail").fill(address);
    await page.getByRole("contentinfo").getByRole("button", { name: "Subscribe" }).click();
    expect(await headingOf(page)).toBe("Look into your mailbox");
    await page.goto(await confirmationLink(address));
    expect(await page.getByRole("main").textContent()).toContain(hasScripts ? "Asia/Tokyo" : "UTC");
    await press(page, "No, and never write to me again");
    expect(await headingOf(page)).toBe("We shall not write to you again");
  });
});

const LOOKS = [1_280, 390].flatMap((width) =>
  (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme })),
);

describe.skipIf(missing !== undefined)("pages about mail", { timeout: 120_000 }, () => {
  let paths: readonly string[] = [];
  beforeAll(async () => {
    await using page = await openPage(false);
    await page.goto(`${site.origin}/subscribe`);
    await page.getByLabel("Your mail address").fill("axe@example.org");
    await press(page, "Subscribe");
    const link = await confirmationLink("axe@example.org");
    await page.goto(link);
    await press(page, "Yes, write to me");
    const own = new URL(page.url()).pathname;
    const gone = subscriptionToken(await site.store.subscriptions.secret(), 9_999);
    paths = [
      "/subscribe",
      "/subscribe/asked",
      "/subscribe/preview",
      "/subscribe/preview?q=nothing-finds-this&empty=on",
      new URL(link).pathname,
      link.replace(site.origin, "").replace(/.{5}\/confirm$/, "xxxxx/confirm"),
      `${own}?changed`,
      `/subscriptions/${gone}`,
    ];
  });

  test.each(LOOKS)("are accessible and fit at $width px, $colorScheme", async ({ width, colorScheme }) => {
    await using context = await site.browser.newContext({ viewport: { width, height: 800 }, colorScheme });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(site.origin) && request.url() !== "about:blank")
        complaints.push(`asked ${request.url()}`);
    });
    for (const path of paths) {
      const isMail = path.startsWith("/subscribe/preview");
      const response = await page.goto(site.origin + path);
      // The preview runs no scripts, not even those that look for faults: its markup is looked at on a page that does.
      if (isMail) {
        const markup = (await response?.text()) ?? "";
        await page.goto("about:blank");
        await page.setContent(markup);
      }
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        // Programs that show mails need no landmarks, and would cut them out.
        .disableRules(
          path.startsWith("/subscribe/preview") ? ["region", "landmark-one-main", "page-has-heading-one"] : [],
        )
        .analyze();
      complaints.push(
        ...violations.map(
          ({ id, impact, nodes }) =>
            `${path}: ${impact} ${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
        ),
      );
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      if (overflow > 0) complaints.push(`${path} is ${overflow} px too wide`);
    }
    expect(complaints).toEqual([]);
  });
});
