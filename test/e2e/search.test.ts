import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openSearchSite, type SearchSite } from "../surfaces/search-site.ts";
import { loadBuiltWeb, missingForJourneys, serveInBrowser, type ServedPages } from "./browser-site.ts";

const missing = missingForJourneys();
if (missing !== undefined) console.log(`search journeys ${missing}`);

let site: SearchSite;
let pages: ServedPages;
beforeAll(async () => {
  if (missing !== undefined) return;
  site = await openSearchSite();
  const { createWeb } = await loadBuiltWeb();
  pages = await serveInBrowser(createWeb(site.deps).fetch);
}, 60_000);
afterAll(async () => {
  if (missing !== undefined) return;
  await pages[Symbol.asyncDispose]();
  await site[Symbol.asyncDispose]();
});

interface Look {
  readonly hasScripts?: boolean;
  readonly width?: number;
  readonly colorScheme?: "light" | "dark";
}

async function read(path: string, look: Look = {}): Promise<Page & AsyncDisposable> {
  const { hasScripts = true, width = 1_280, colorScheme = "light" } = look;
  const context = await pages.browser.newContext({
    javaScriptEnabled: hasScripts,
    viewport: { width, height: 844 },
    colorScheme,
  });
  const page = await context.newPage();
  await page.goto(pages.origin + path);
  return Object.assign(page, { [Symbol.asyncDispose]: async () => await context.close() });
}

const addressOf = (page: Page): string => page.url().slice(pages.origin.length);
const headline = async (page: Page): Promise<string> => (await page.locator("h1").textContent()) ?? "";

describe.skipIf(missing !== undefined).each([true, false])("with scripts: %s", (hasScripts) => {
  test("a reader searches, narrows down, widens again", { timeout: 30_000 }, async () => {
    await using page = await read("/search", { hasScripts });
    await page.locator("#q").fill("sparse kernels");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?q=sparse+kernels");
    expect(await headline(page)).toBe("2 papers for sparse kernels");
    await page.getByRole("link", { name: "2024" }).click();
    expect(addressOf(page)).toBe("/search?q=sparse+kernels&year=2024");
    await page.getByRole("link", { name: "Take back: Year 2024" }).click();
    expect(addressOf(page)).toBe("/search?q=sparse+kernels");
  });

  test("chooses how to match and how to order", { timeout: 30_000 }, async () => {
    await using page = await read("/search?q=sparse", { hasScripts });
    await page.getByRole("link", { name: "Words", exact: true }).click();
    await page.getByRole("link", { name: "Oldest" }).click();
    expect(addressOf(page)).toBe("/search?q=sparse&mode=words&sort=oldest");
    await page.locator("#q").fill("graphs");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?q=graphs&mode=words&sort=oldest");
  });

  test("misspells, and follows what was meant", { timeout: 30_000 }, async () => {
    await using page = await read("/search?q=sparse+kernals", { hasScripts });
    await page.getByRole("link", { name: "sparse kernels", exact: true }).click();
    expect(addressOf(page)).toBe("/search?q=sparse+kernels");
  });

  test("opens a whole abstract", { timeout: 30_000 }, async () => {
    await using page = await read("/search?q=transformers+year:2024", { hasScripts });
    expect(await page.locator(".when-open").first().isVisible()).toBe(false);
    await page.locator(".excerpt label").first().click();
    expect(await page.locator("p.when-open").first().isVisible()).toBe(true);
    expect(await page.locator("p.when-closed").first().isVisible()).toBe(false);
  });

  test("walks on to similar papers, and to those with the same method", { timeout: 30_000 }, async () => {
    await using page = await read("/papers/2503.00002", { hasScripts });
    await page.locator("main section a[href$='/similar']").click();
    await page.getByRole("link", { name: "Method", exact: true }).click();
    expect(addressOf(page)).toBe("/papers/2503.00002/similar?facet=method");
    expect(await page.locator("h2").first().textContent()).toContain("Sparse attention for");
  });

  test("pastes an abstract", { timeout: 30_000 }, async () => {
    await using page = await read("/similar", { hasScripts });
    await page.getByRole("textbox", { name: /abstract/ }).fill("Sparse attention kernels for transformers");
    await page.getByRole("button", { name: "Find papers like it" }).click();
    expect(await page.locator("h2").allTextContents()).toContain("Transformers with sparse kernels");
  });
});

describe.skipIf(missing !== undefined)("suggestions", { timeout: 30_000 }, () => {
  const write = async (page: Page, text: string): Promise<void> => {
    await page.locator("#q").fill("");
    await page.locator("#q").pressSequentially(text);
    await page.getByRole("listbox", { name: "Suggestions" }).waitFor();
  };
  const combobox = (page: Page) => page.getByRole("combobox", { name: "Search papers" });

  test("are reached and chosen by keyboard", async () => {
    await using page = await read("/");
    await write(page, "spar");
    expect(await combobox(page).getAttribute("aria-expanded")).toBe("true");
    await page.keyboard.press("ArrowDown");
    const active = await combobox(page).getAttribute("aria-activedescendant");
    const option = page.locator(`#${active}`);
    expect(await option.getAttribute("aria-selected")).toBe("true");
    expect(await option.textContent()).toContain("Sparse attention");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/papers/2401.00001");
    expect(await headline(page)).toContain("Sparse attention");
  });

  test("leave the search alone for who does not choose one, and go on Escape", async () => {
    await using page = await read("/");
    await write(page, "spar");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Escape");
    expect(await combobox(page).getAttribute("aria-expanded")).toBe("false");
    expect(await combobox(page).getAttribute("aria-activedescendant")).toBeNull();
    expect(await combobox(page).inputValue()).toBe("spar");
    await page.keyboard.press("Enter");
    await page.waitForURL("**/search?q=spar");
  });

  test("go round: past the last one, back to the field", async () => {
    await using page = await read("/");
    await write(page, "müll");
    await page.keyboard.press("ArrowUp");
    expect(await combobox(page).getAttribute("aria-activedescendant")).toBe("q-suggestions-0");
    await page.keyboard.press("ArrowDown");
    expect(await combobox(page).getAttribute("aria-activedescendant")).toBeNull();
  });

  test("are chosen by pointer", async () => {
    await using page = await read("/");
    await write(page, "müll");
    await page.getByRole("option", { name: /Cy Müller/ }).click();
    await page.waitForURL("**/search?q=author*");
    expect(await headline(page)).toContain("1 paper for");
  });

  test("are asked for once somebody pauses, and only the newest are shown", async () => {
    await using page = await read("/");
    const asked: string[] = [];
    await page.route("**/search/suggest*", async (route) => {
      const q = new URL(route.request().url()).searchParams.get("q") ?? "";
      asked.push(q);
      if (q === "sp") await new Promise((resolve) => setTimeout(resolve, 600));
      await route.fulfill({ json: [q, [`about ${q}`], [""], ["/"]] }).catch(() => undefined);
    });
    await page.locator("#q").pressSequentially("sp");
    await expect.poll(() => asked).toEqual(["sp"]);
    await page.locator("#q").pressSequentially("arse", { delay: 10 });
    await page.getByRole("option", { name: "about sparse" }).waitFor();
    await page.waitForTimeout(700);
    expect(await page.getByRole("option").allTextContents()).toEqual(["about sparse "]);
    expect(asked).toEqual(["sp", "sparse"]);
  });

  test("show markup as text", async () => {
    await using page = await read("/");
    await write(page, "marked");
    expect(await page.getByRole("option").first().textContent()).toContain("<img src=x onerror=alert(1)>");
    expect(await page.locator(".suggestions img").count()).toBe(0);
  });
});

const LOOKS = [
  { width: 1_280, colorScheme: "light" },
  { width: 390, colorScheme: "dark" },
] as const;
const PATHS = [
  "/search?q=rivers&year=2022&mode=words&page=3",
  "/search?q=sparse+kernals+has:legs",
  "/search?q=title:graphs+author:example&year=2024",
  "/papers/2503.00002/similar?facet=method",
  "/similar",
];

describe.skipIf(missing !== undefined)("every page of search", { timeout: 120_000 }, () => {
  test.each(LOOKS)("is accessible at $width px, $colorScheme, with suggestions open too", async (look) => {
    const complaints: string[] = [];
    await using page = await read("/", look);
    const check = async (what: string): Promise<void> => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      complaints.push(...violations.map(({ id, nodes }) => `${what}: ${id}: ${nodes[0]?.html.slice(0, 300)}`));
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      if (overflow > 0) complaints.push(`${what} is ${overflow} px too wide`);
    };
    for (const path of PATHS) {
      await page.goto(pages.origin + path);
      for (const summary of await page.locator("main summary, .facets > details > summary").all())
        if (await summary.isVisible()) await summary.click();
      await check(path);
    }
    await page.goto(`${pages.origin}/search`);
    await page.locator("#q").pressSequentially("spar");
    await page.getByRole("option").first().waitFor();
    await page.keyboard.press("ArrowDown");
    await check("suggestions");
    expect(complaints).toEqual([]);
  });

  test("shows the facets at once where there is room, and folds them where there is not", async () => {
    await using wide = await read("/search?q=sparse", { hasScripts: false });
    expect(await wide.getByRole("link", { name: "2024" }).isVisible()).toBe(true);
    await using narrow = await read("/search?q=sparse", { hasScripts: false, width: 390 });
    expect(await narrow.getByRole("link", { name: "2024" }).isVisible()).toBe(false);
    await narrow.getByText("Narrow down").click();
    expect(await narrow.getByRole("link", { name: "2024" }).isVisible()).toBe(true);
  });
});
