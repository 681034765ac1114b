import { raw } from "hono/html";
import type { HtmlEscapedString } from "hono/utils/html";

declare const safeHtmlBrand: unique symbol;

/** Markup that may be sent as it is. JSX takes it as a child without escaping it again. */
export type SafeHtml = HtmlEscapedString & { readonly [safeHtmlBrand]: "SafeHtml" };

const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as markup that shows it, inside elements and in quoted attributes. */
export function escapeHtml(text: string): SafeHtml {
  return trustedMarkup(escape(text));
}

/** Builds markup from a template: what is put in is escaped unless it is markup already. */
export function safeHtml(strings: TemplateStringsArray, ...values: readonly (SafeHtml | string | number)[]): SafeHtml {
  return trustedMarkup(
    String.raw({ raw: strings }, ...values.map((value) => (isSafeHtml(value) ? value : escape(String(value))))),
  );
}

export function joinHtml(parts: readonly SafeHtml[], separator = ""): SafeHtml {
  return trustedMarkup(parts.join(escape(separator)));
}

/** JSON for inside a script element, where only `<` could end it (HTML standard, 4.12.1.3). */
export function scriptJson(value: object): SafeHtml {
  return trustedMarkup(JSON.stringify(value).replaceAll("<", "\\u003c"));
}

/** Calls markup safe that was made and checked elsewhere; the only maker of `SafeHtml`. Never give it upstream text. */
export function trustedMarkup(html: string): SafeHtml {
  return raw(html) as SafeHtml;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? character);
}

function isSafeHtml(value: unknown): value is SafeHtml {
  return value instanceof String && "isEscaped" in value;
}
