import { z } from "zod";
import { NO_RANGES, parseAddressRanges } from "./lib/address-ranges.ts";
import { UserError } from "./lib/errors.ts";
import type { LogLevel } from "./lib/log.ts";

/** One setting: what it is called, what it means, and how its text is read. docs/configuration.md is made from these. */
export interface Setting {
  readonly name: string;
  readonly fallback: string;
  readonly meaning: string;
}

const category = z.string().regex(/^[a-z-]+(?:\.[A-Za-z-]+)?$/, "is no arXiv category; write for example `cs.CL`");
const words = z.string().transform((text) => text.split(/[\s,+]+/).filter((word) => word !== ""));
const webAddress = z
  .string()
  .refine(
    (text) => /^https?:$/.test(URL.parse(text)?.protocol ?? ""),
    "must be a web address such as `https://example.org`",
  );
const EMBEDDERS = ["built-in", "openai", "onnx"] as const;
const SOURCES = ["arxiv-feed", "arxiv-oai", "hugging-face"] as const;

const READERS = {
  port: z
    .string()
    .regex(/^\d{1,5}$/, "must be a number from 0 to 65535")
    .transform(Number)
    .refine((port) => port <= 65_535, "must be a number from 0 to 65535"),
  host: z.string().min(1, "must be an address such as `127.0.0.1`"),
  url: z.union([z.literal(""), webAddress]).transform((text) => (text === "" ? undefined : text.replace(/\/+$/, ""))),
  trustedProxies: words.transform((list, context) => {
    const ranges = parseAddressRanges(list);
    if (!ranges) context.addIssue("may hold addresses and ranges such as `127.0.0.1` or `10.0.0.0/8`");
    return ranges ?? NO_RANGES;
  }),
  data: z.string().min(1, "must be a folder"),
  categories: words.pipe(z.array(category).min(1, "must name at least one category, such as `cs.CL`")),
  sources: words.pipe(z.array(z.enum(SOURCES, `may hold ${SOURCES.join(", ")}`))),
  contact: z.string(),
  logLevel: z.enum(
    ["silent", "error", "warn", "info", "debug"] satisfies LogLevel[],
    "must be silent, error, warn, info or debug",
  ),
  smtpUrl: z
    .string()
    .refine(
      (text) => text === "" || /^smtps?:\/\/[^/\s]+\/?$/.test(text),
      "must be like `smtp://user:password@host:587`",
    ),
  mailFrom: z.string(),
  mailRate: z
    .string()
    .regex(/^[1-9]\d{0,5}$/, "must be a number of mails a minute")
    .transform(Number),
  dkimKey: z.string(),
  dkimSelector: z.string().regex(/^[A-Za-z0-9._-]{1,100}$/, "must be the name of a DKIM selector"),
  arxivFeedUrl: webAddress,
  arxivOaiUrl: webAddress,
  arxivApiUrl: webAddress,
  hfUrl: webAddress,
  embedder: z.enum(EMBEDDERS, `must be one of ${EMBEDDERS.join(", ")}`),
  embedderUrl: webAddress,
  embedderModel: z.string().min(1, "must name a model"),
  embedderKey: z.string(),
  embedderFolder: z.string(),
};

type Key = keyof typeof READERS;

export const SETTINGS: Readonly<Record<Key, Setting>> = {
  port: { name: "BROADSHEET_PORT", fallback: "7474", meaning: "The port that the web pages are served on." },
  host: {
    name: "BROADSHEET_HOST",
    fallback: "127.0.0.1",
    meaning:
      "The address to listen on. `0.0.0.0` shows the pages to the whole network; pages that write still answer this machine only.",
  },
  url: {
    name: "BROADSHEET_URL",
    fallback: "",
    meaning:
      "The address under which readers reach this site, such as `https://papers.example.org`. Used for absolute links.",
  },
  trustedProxies: {
    name: "BROADSHEET_TRUSTED_PROXIES",
    fallback: "",
    meaning:
      "Addresses of the proxies in front of this site, such as `127.0.0.1 10.0.0.0/8`. Only their `X-Forwarded-For` is believed, for limits by network. Empty: nobody's.",
  },
  data: {
    name: "BROADSHEET_DATA",
    fallback: "./data",
    meaning: "The folder that holds everything Broadsheet remembers.",
  },
  categories: {
    name: "BROADSHEET_CATEGORIES",
    fallback: "cs.AI cs.CL cs.CV cs.LG stat.ML",
    meaning: "The arXiv categories to follow, separated by spaces.",
  },
  sources: {
    name: "BROADSHEET_SOURCES",
    fallback: SOURCES.join(" "),
    meaning: "The sources that `serve` reads on schedule. Empty: none.",
  },
  contact: {
    name: "BROADSHEET_CONTACT",
    fallback: "",
    meaning: "A mail or web address that sources may write to when this site troubles them; sent in the User-Agent.",
  },
  logLevel: {
    name: "BROADSHEET_LOG_LEVEL",
    fallback: "warn",
    meaning: "How much is logged to standard error: silent, error, warn, info or debug.",
  },
  smtpUrl: {
    name: "BROADSHEET_SMTP_URL",
    fallback: "",
    meaning:
      "The mail server that digests are sent through, such as `smtp://user:password@mail.example.org:587` or `smtps://…`. Empty: mails are written to the folder `outbox` in the data folder.",
  },
  mailFrom: {
    name: "BROADSHEET_MAIL_FROM",
    fallback: "",
    meaning: "Whom mails are from, such as `Broadsheet <papers@example.org>`. Bounces come back to this address.",
  },
  mailRate: {
    name: "BROADSHEET_MAIL_RATE",
    fallback: "600",
    meaning: "How many mails are sent a minute at most, evenly spaced.",
  },
  dkimKey: {
    name: "BROADSHEET_DKIM_KEY",
    fallback: "",
    meaning: "A file with the RSA key (PEM) that mails are signed with. Empty: they are not signed here.",
  },
  dkimSelector: {
    name: "BROADSHEET_DKIM_SELECTOR",
    fallback: "broadsheet",
    meaning: "The DKIM selector under which the key's public half stands in the DNS of the sender's domain.",
  },
  arxivFeedUrl: {
    name: "BROADSHEET_ARXIV_FEED_URL",
    fallback: "https://rss.arxiv.org/atom",
    meaning: "arXiv's daily feed; `/cs.AI+cs.CL` is added. A host named here may have a private address.",
  },
  arxivOaiUrl: {
    name: "BROADSHEET_ARXIV_OAI_URL",
    fallback: "https://oaipmh.arxiv.org/oai",
    meaning: "arXiv's OAI-PMH door. A host named here may have a private address.",
  },
  arxivApiUrl: {
    name: "BROADSHEET_ARXIV_API_URL",
    fallback: "https://export.arxiv.org/api/query",
    meaning: "arXiv's query API. A host named here may have a private address.",
  },
  hfUrl: {
    name: "BROADSHEET_HF_URL",
    fallback: "https://huggingface.co",
    meaning: "Hugging Face; `/api/daily_papers` is added. A host named here may have a private address.",
  },
  embedder: {
    name: "BROADSHEET_EMBEDDER",
    fallback: "built-in",
    meaning:
      "What turns papers into vectors of meaning: `built-in`, `openai` (any server that speaks OpenAI's embeddings API) or `onnx` (a model in a folder, run by the package `@huggingface/transformers`, which you install).",
  },
  embedderUrl: {
    name: "BROADSHEET_EMBEDDER_URL",
    fallback: "https://api.openai.com/v1",
    meaning: "For `openai`: the address before `/embeddings`. A host named here may have a private address.",
  },
  embedderModel: {
    name: "BROADSHEET_EMBEDDER_MODEL",
    fallback: "text-embedding-3-small",
    meaning: "For `openai`: the name of the model there.",
  },
  embedderKey: {
    name: "BROADSHEET_EMBEDDER_KEY",
    fallback: "",
    meaning: "For `openai`: the key that the server asks for, if it does.",
  },
  embedderFolder: {
    name: "BROADSHEET_EMBEDDER_FOLDER",
    fallback: "",
    meaning: "For `onnx`: the folder of the model, with `config.json`, `tokenizer.json` and `onnx/model.onnx`.",
  },
};

export type Config = { readonly [K in Key]: z.output<(typeof READERS)[K]> } & {
  /** Hosts that the operator named, `host` or `host:port`: exempt from the private-address guard. */
  readonly namedHosts: ReadonlySet<string>;
};

const UPSTREAM_KEYS = ["arxivFeedUrl", "arxivOaiUrl", "arxivApiUrl", "hfUrl", "embedderUrl"] as const;

/** Reads the settings. Throws `UserError` that names the setting, the value seen and the mend. */
export function readConfig(environment: Readonly<Record<string, string | undefined>> = process.env): Config {
  const read = <K extends Key>(key: K): Config[K] => {
    const { name, fallback } = SETTINGS[key];
    const text = environment[name]?.trim() ?? fallback;
    const result = READERS[key].safeParse(text);
    if (result.success) return result.data as Config[K];
    const seen = hideSecret(SETTINGS[key], text);
    throw new UserError("invalid", `${name} ${result.error.issues[0]?.message ?? "cannot be read"}; it is "${seen}".`);
  };
  const values = Object.fromEntries((Object.keys(READERS) as Key[]).map((key) => [key, read(key)])) as Omit<
    Config,
    "namedHosts"
  >;
  const named = UPSTREAM_KEYS.filter((key) => environment[SETTINGS[key].name] !== undefined);
  return Object.freeze({ ...values, namedHosts: new Set(named.map((key) => new URL(values[key]).host)) });
}

/** Every setting with the value in force, for `broadsheet doctor`. Throws as `readConfig` does. */
export function describeSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly (Setting & { value: string; isSet: boolean })[] {
  readConfig(environment);
  return Object.values(SETTINGS).map((setting) => ({
    ...setting,
    value: hideSecret(setting, environment[setting.name] ?? setting.fallback),
    isSet: environment[setting.name] !== undefined,
  }));
}

/** A setting's text without the key or password in it. */
function hideSecret({ name }: Setting, text: string): string {
  if (name === SETTINGS.embedderKey.name) return text === "" ? "" : "(secret)";
  if (name !== SETTINGS.smtpUrl.name) return text;
  // Up to the last @, since a password that was not encoded may hold any sign.
  return text.replace(/^((?:\w{1,10}:\/\/)?[^:@/]*):.*@/s, "$1:(secret)@");
}

/** A misspelt setting would be ignored without a word; these are the names that mean nothing. */
export function unknownSettings(
  environment: Readonly<Record<string, string | undefined>> = process.env,
): readonly string[] {
  const known = new Set(Object.values(SETTINGS).map(({ name }) => name));
  return Object.keys(environment).filter((name) => name.startsWith("BROADSHEET_") && !known.has(name));
}
