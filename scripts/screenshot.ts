// Takes pictures of every kind of page: node scripts/screenshot.ts http://localhost:7474 FOLDER
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";

const CHROMIUM = "/usr/bin/chromium";
const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];
const WIDTHS = [1280, 768, 390];
const PAGES: Readonly<Record<string, string>> = {
  front: "/",
  field: "/?category=cs.CL",
  week: "/week/2026-W34",
  month: "/month/2026-08",
  weekend: "/day/2026-08-22",
  "bad-date": "/day/2026-8-21",
  paper: "/papers/2608.19880",
  missing: "/papers/agents-that-learn",
  search: "/search?q=agents",
  "search-form": "/search",
  listings: "/listings",
  listing: "/listings/1",
  import: "/import",
  sources: "/sources",
  trending: "/trending?window=month",
  subscribe: "/subscribe",
  "digest-preview": "/subscribe/preview?count=5",
  about: "/about",
  "about-trending": "/about/trending",
};

interface Look {
  readonly width: number;
  readonly colorScheme: "light" | "dark";
  readonly javaScriptEnabled: boolean;
}

const LOOKS: readonly Look[] = [
  ...WIDTHS.flatMap((width) =>
    (["light", "dark"] as const).map((colorScheme) => ({ width, colorScheme, javaScriptEnabled: true })),
  ),
  { width: 1280, colorScheme: "light", javaScriptEnabled: false },
];

async function takePictures(browser: Browser, origin: string, folder: string, look: Look): Promise<void> {
  const { width, colorScheme, javaScriptEnabled } = look;
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, javaScriptEnabled });
  const page = await context.newPage();
  for (const [name, path] of Object.entries(PAGES)) {
    await page.goto(new URL(path, origin).href);
    const file = [name, width, colorScheme, ...(javaScriptEnabled ? [] : ["no-scripts"])].join("-");
    await page.screenshot({ path: join(folder, `${file}.png`) });
  }
  await context.close();
}

const [origin, folder] = process.argv.slice(2);
if (origin === undefined || folder === undefined) {
  console.error(
    "screenshot: say which site and which folder, for example `node scripts/screenshot.ts http://localhost:7474 shots`.",
  );
  process.exit(64);
}
mkdirSync(folder, { recursive: true });
const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
for (const look of LOOKS) await takePictures(browser, origin, folder, look);
await browser.close();
