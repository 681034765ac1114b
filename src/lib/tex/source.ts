import { ACCENTS, ESCAPES, FORMATTING, SWITCHES, SYMBOLS } from "./symbols.ts";

export interface Token {
  readonly kind: "text" | "command" | "open" | "close" | "tie" | "dash" | "quote" | "math";
  readonly text: string;
}

/** Tokens with the partner of each opening brace, and the braces that are not to be printed. */
export interface Source {
  readonly tokens: readonly Token[];
  readonly closeOf: ReadonlyMap<number, number>;
  readonly silent: ReadonlySet<number>;
  readonly closingQuotes: ReadonlySet<number>;
}

const TOKEN =
  /(?<command>\\(?:[a-zA-Z]+|[^a-zA-Z]))|(?<open>\{)|(?<close>\})|(?<tie>~)|(?<dash>-{2,})|(?<quote>``|'')|(?<text>[^\\{}~`'-]+|[\s\S])/gu;

/** The tokens of a piece of text outside formulas. */
export function tokensOf(piece: string): Token[] {
  return Array.from(piece.matchAll(TOKEN), ({ 0: text, groups = {} }) => {
    const kind = Object.keys(groups).find((name) => groups[name] !== undefined) as Token["kind"];
    return { kind, text };
  });
}

/** Braces are silent when they are a pair, unless they belong to an unknown command or write a set such as `{0, 1}`. */
export function withBraces(tokens: readonly Token[]): Source {
  const closeOf = new Map<number, number>();
  const silent = new Set<number>();
  const open: { at: number; isArgument: boolean }[] = [];
  let lastClose = -1;
  let lastArgument = -2;
  for (const [at, token] of tokens.entries()) {
    if (token.kind === "open")
      open.push({ at, isArgument: lastArgument === at - 1 || isUnknownCommand(tokens[at - 1]) });
    const group = token.kind === "close" ? open.pop() : undefined;
    if (group === undefined) continue;
    closeOf.set(group.at, at);
    const isSet = lastClose < group.at && isSetLike(tokens.slice(group.at + 1, at));
    if (group.isArgument) lastArgument = at;
    else if (!isSet) silent.add(group.at).add(at);
    lastClose = at;
  }
  return { tokens, closeOf, silent, closingQuotes: closingQuotesOf(tokens) };
}

/** Two single quotes close what two backquotes opened; elsewhere they may mean seconds or inches. */
function closingQuotesOf(tokens: readonly Token[]): Set<number> {
  const closing = new Set<number>();
  let openCount = 0;
  for (const [at, { kind, text }] of tokens.entries()) {
    if (kind !== "quote") continue;
    if (text === "''" && openCount > 0) closing.add(at);
    openCount = Math.max(0, openCount + (text === "``" ? 1 : -1));
  }
  return closing;
}

function isUnknownCommand(token: Token | undefined): boolean {
  if (token?.kind !== "command") return false;
  const name = token.text.slice(1);
  const isArgumentPrinted = FORMATTING.has(name) || SWITCHES.has(name) || name === "url" || name === "href";
  return !isArgumentPrinted && !ACCENTS.has(name) && !SYMBOLS.has(name) && !ESCAPES.has(name);
}

function isSetLike(content: readonly Token[]): boolean {
  const text = textOf(content);
  return /[,;]/.test(text) && !/\p{L}/u.test(text);
}

export const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join("");
