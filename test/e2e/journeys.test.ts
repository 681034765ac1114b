import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { missingForJourneys, openBrowserSite, type BrowserSite } from "./browser-site.ts";

const missing = missingForJourneys();
if (missing !== undefined) console.log(`browser journeys ${missing}`);

let site: BrowserSite;
beforeAll(async () => {
  if (missing === undefined) site = await openBrowserSite();
}, 60_000);
afterAll(async () => {
  if (missing === undefined) await site[Symbol.asyncDispose]();
});

async function read(path: string, { hasScripts = true } = {}): Promise<Page & AsyncDisposable> {
  const context = await site.browser.newContext({
    javaScriptEnabled: hasScripts,
    viewport: { width: 1_000, height: 800 },
  });
  const page = await context.newPage();
  await page.goto(site.origin + path);
  return Object.assign(page, { [Symbol.asyncDispose]: async () => await context.close() });
}

const heightOf = async (page: Page, selector: string): Promise<number> =>
  (await page.locator(selector).first().boundingBox())?.height ?? 0;

describe.skipIf(missing !== undefined)("a reader without scripts", { timeout: 30_000 }, () => {
  test("opens an abstract in place, by pointer and by keyboard", async () => {
    await using page = await read("/", { hasScripts: false });
    const closed = await heightOf(page, ".fold .abstract");
    await page.locator(".fold label").first().click();
    expect(await heightOf(page, ".fold .abstract")).toBeGreaterThan(2 * closed);
    await page.getByRole("checkbox", { name: "less of the abstract" }).first().focus();
    await page.keyboard.press("Space");
    expect(await heightOf(page, ".fold .abstract")).toBe(closed);
  });

  test("finds a paper and opens it", async () => {
    await using page = await read("/", { hasScripts: false });
    await page.getByRole("searchbox").fill("about number 5");
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: "A long enough title about number 5, " }).click();
    expect(new URL(page.url()).pathname).toBe("/papers/2608.10005");
  });

  test("brings a list: paste, preview, save", async () => {
    await using page = await read("/import", { hasScripts: false });
    await page.getByLabel("Paste it").fill("2608.10005\n2501.00001\n");
    await page.getByRole("button", { name: "Preview" }).click();
    await page.getByLabel("Name of the listing").fill("To read");
    await page.getByRole("button", { name: "Save 2 papers" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("To read");
    expect(new URL(page.url()).pathname).toMatch(/^\/listings\/\d+$/);
  });

  test("chooses dark, and stays where they were", async () => {
    await using page = await read("/search?q=number", { hasScripts: false });
    await page.getByRole("button", { name: "Dark" }).click();
    expect(page.url()).toBe(`${site.origin}/search?q=number`);
    expect(await page.evaluate("getComputedStyle(document.body).backgroundColor")).toBe("rgb(19, 20, 21)");
  });

  test("walks from edition to edition and into one field", async () => {
    await using page = await read("/", { hasScripts: false });
    await page.getByRole("link", { name: "Earlier: Thursday" }).click();
    expect(await page.getByRole("heading", { level: 1 }).textContent()).toBe("Thursday, 20 August 2026");
    await page.goBack();
    await page
      .getByRole("link", { name: /^math\.CO/ })
      .first()
      .click();
    expect(await page.locator(".range").textContent()).toContain("3 of 12 papers in math.CO");
  });
});

describe.skipIf(missing !== undefined)("a reader with a keyboard", { timeout: 30_000 }, () => {
  test("moves with j and k, opens with o", async () => {
    await using page = await read("/");
    await page.keyboard.type("jjjk");
    const title = await page.evaluate("document.activeElement.textContent");
    expect(title).toContain("number 1,");
    await page.keyboard.press("o");
    await page.waitForURL("**/papers/2608.10001");
  });

  test("searches with /, and may type any letter there", async () => {
    await using page = await read("/");
    await page.keyboard.type("/jok?");
    expect(await page.getByRole("combobox").inputValue()).toBe("jok?");
  });

  test("is told the keys by ?, and can switch them off", async () => {
    await using page = await read("/");
    await page.keyboard.press("?");
    await page.getByRole("checkbox", { name: "Single keys do something" }).uncheck();
    await page.keyboard.press("Escape");
    await page.keyboard.type("jjo");
    expect(new URL(page.url()).pathname).toBe("/");
    expect(await page.evaluate("document.activeElement.tagName")).toBe("BODY");
  });
});
