import { AxeBuilder } from "@axe-core/playwright";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { saveSightings } from "../../src/ingest/save-sightings.ts";
import { aSighting } from "../make.ts";
import { NOW } from "../surfaces/web-site.ts";
import { missingForJourneys, openBrowserSite, type BrowserSite } from "./browser-site.ts";

const missing = missingForJourneys();
if (missing !== undefined) console.log(`page checks ${missing}`);

let site: BrowserSite;
beforeAll(async () => {
  if (missing === undefined) site = await openBrowserSite();
}, 60_000);
afterAll(async () => {
  if (missing === undefined) await site[Symbol.asyncDispose]();
});

const PATHS = [
  "/",
  "/day/2026-08-21?category=cs.CV&order=newest",
  "/day/2026-08-22",
  "/day/x",
  "/week/2026-W34",
  "/month/2026-08",
  "/papers/2608.10003",
  "/papers/none",
  "/search",
  "/search?q=number",
  "/listings",
  "/import",
  "/sources",
  "/trending?window=month",
  "/subscribe?q=agents&categories=cs.CL",
  "/about",
  "/about/trending",
];
/** Titles that would leave their column if they could. */
const UNRULY: readonly (readonly [string, string])[] = [
  ["2607.00001", "$\\rule{99999em}{1em}$ and $\\hspace{99999em}x$ and $\\kern99999em x$"],
  ["2607.00002", `$${"\\frac{".repeat(500)}1${"}{2}".repeat(500)}$`],
  ["2607.00003", "{".repeat(3_000)],
  ["2607.00004", "w".repeat(5_000)],
  ["2607.00005", `$${"\\qquad".repeat(100)}x$ and $$${"x+".repeat(400)}y$$ and $\\text{${"w".repeat(900)}}$`],
  ["2607.00006", `$${"\\frac{1}{1+".repeat(45)}2${"}".repeat(45)}$`],
];
const LOOKS = [
  { width: 1_280, colorScheme: "light" },
  { width: 1_280, colorScheme: "dark" },
  { width: 320, colorScheme: "light" },
] as const;

/** Everything that a page should never do, seen from inside. */
const WATCH = `
  globalThis.seen = { shift: 0, blocked: [] };
  new PerformanceObserver((list) => { for (const { value } of list.getEntries()) seen.shift += value; }).observe({ type: "layout-shift", buffered: true });
  addEventListener("securitypolicyviolation", ({ blockedURI, violatedDirective }) => seen.blocked.push(violatedDirective + " " + blockedURI));
`;

describe.skipIf(missing !== undefined)("every page", { timeout: 180_000 }, () => {
  test.each(LOOKS)(
    "is accessible, still, and asks nobody else at $width px, $colorScheme",
    async ({ width, colorScheme }) => {
      await using context = await site.browser.newContext({ viewport: { width, height: 800 }, colorScheme });
      await context.addInitScript(WATCH);
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on("request", (request) => {
        if (!request.url().startsWith(site.origin)) complaints.push(`asked ${request.url()}`);
      });
      page.on("pageerror", (error) => complaints.push(`threw ${error.message}`));
      for (const path of PATHS) {
        await page.goto(site.origin + path);
        const { violations } = await new AxeBuilder({ page })
          .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
          .analyze();
        complaints.push(
          ...violations.map(
            ({ id, impact, nodes }) =>
              `${path}: ${impact} ${id}: ${nodes[0]?.html.slice(0, 200)} ${nodes[0]?.failureSummary}`,
          ),
        );
        const seen = await page.evaluate<{ shift: number; blocked: string[] }>("seen");
        if (seen.shift > 0.01) complaints.push(`${path} shifts by ${seen.shift}`);
        complaints.push(...seen.blocked.map((blocked) => `${path} was refused ${blocked}`));
        const overflow = await page.evaluate<number>(
          "document.documentElement.scrollWidth - document.documentElement.clientWidth",
        );
        if (overflow > 0) complaints.push(`${path} is ${overflow} px too wide`);
      }
      expect(complaints).toEqual([]);
    },
  );
});

describe.skipIf(missing !== undefined)("no page is wider than the window", { timeout: 60_000 }, () => {
  beforeAll(async () => {
    const sightings = UNRULY.map(([id, title]) =>
      aSighting({ ids: [id], title, abstract: title, authors: [title], days: ["2026-07-01"], kind: "featured" }),
    );
    await site.store.ingest(async (transaction) => await saveSightings(transaction, sightings, NOW));
  });

  test.each([320, 1_280])("whatever its papers are called, at %i px", async (width) => {
    await using context = await site.browser.newContext({ viewport: { width, height: 800 } });
    const page = await context.newPage();
    const tooWide: string[] = [];
    for (const path of ["/day/2026-07-01", "/search?q=w", ...UNRULY.map(([id]) => `/papers/${id}`)]) {
      await page.goto(site.origin + path);
      const overflow = await page.evaluate<number>("document.documentElement.scrollWidth - innerWidth");
      if (overflow > 0) tooWide.push(`${path} by ${overflow} px`);
    }
    expect(tooWide).toEqual([]);
  });
});
