import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliCompressSync, gzipSync } from "node:zlib";
import type { Context } from "hono";
import { chooseEncoding, type Encoding } from "./compression.ts";

/** In this order they make one style sheet: what comes later may lean on what came before. */
const STYLES = [
  "tokens",
  "type",
  "layout",
  "masthead",
  "edition",
  "calendar",
  "paper",
  "forms",
  "pages",
  "trending",
  "subscribe",
  "search",
  "suggestions",
  "print",
];

const TYPES = { css: "text/css; charset=utf-8", js: "text/javascript; charset=utf-8", svg: "image/svg+xml" } as const;

interface Asset {
  readonly type: string;
  readonly bodies: Readonly<Record<Encoding | "identity", Uint8Array<ArrayBuffer>>>;
}

/** Style sheet, browser code and icon, ready to send. Their addresses change with their content, so browsers may keep them for good. */
export interface Assets {
  readonly stylesheet: string;
  readonly icon: string;
  readonly scripts: readonly string[];
  find(path: string): Asset | undefined;
}

/** Reads the assets that lie beside this file. Browser code is there once it is compiled; without it the pages go without. */
export function loadAssets(folder: string = import.meta.dirname): Assets {
  const files = new Map<string, Buffer<ArrayBuffer>>();
  files.set("broadsheet.css", Buffer.concat(STYLES.map((name) => readFileSync(join(folder, "styles", `${name}.css`)))));
  files.set("favicon.svg", readFileSync(join(folder, "icons", "favicon.svg")));
  const scripts = readdirSync(join(folder, "client")).filter((name) => name.endsWith(".js"));
  for (const name of scripts) files.set(name, readFileSync(join(folder, "client", name)));

  // One hash for all: scripts import each other by relative address.
  const hash = createHash("sha256");
  for (const [name, body] of files) hash.update(name).update(body);
  const place = `/assets/${hash.digest("base64url").slice(0, 12)}`;
  const assets = new Map([...files].map(([name, body]) => [`${place}/${name}`, toAsset(name, body)]));
  return {
    stylesheet: `${place}/broadsheet.css`,
    icon: `${place}/favicon.svg`,
    scripts: scripts.map((name) => `${place}/${name}`),
    find: (path) => assets.get(path),
  };
}

function toAsset(name: string, body: Buffer<ArrayBuffer>): Asset {
  const ending = name.slice(name.lastIndexOf(".") + 1) as keyof typeof TYPES;
  return { type: TYPES[ending], bodies: { identity: body, br: brotliCompressSync(body), gzip: gzipSync(body) } };
}

/** Answers a request for an asset; undefined when there is none by that address. */
export function sendAsset(assets: Assets, context: Context): Response | undefined {
  const asset = assets.find(context.req.path);
  if (!asset) return undefined;
  const encoding = chooseEncoding(context.req.header("Accept-Encoding")) ?? "identity";
  const headers = {
    "Content-Type": asset.type,
    "Cache-Control": "public, max-age=31536000, immutable",
    Vary: "Accept-Encoding",
    ...(encoding === "identity" ? {} : { "Content-Encoding": encoding }),
  };
  return context.body(asset.bodies[encoding], 200, headers);
}
