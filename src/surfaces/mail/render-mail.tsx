import { html } from "hono/html";
import type { Child } from "hono/jsx";
import type { HtmlEscapedString } from "hono/utils/html";
import { readDigestContent } from "../../daily/digest-content.ts";
import type { Choices } from "../../daily/subscription-choices.ts";
import type { StoredDigest } from "../../store/outbox-store.ts";
import type { StoredPaper } from "../../store/store.ts";
import { CONFIRMATION_SUBJECT, ConfirmationMail, confirmationText } from "./confirmation-mail.tsx";
import { DigestMail } from "./digest-mail.tsx";
import { digestText } from "./digest-text.ts";
import { viewDigest, type DigestView, type Guesses } from "./digest-view.ts";

/** A mail but for what differs from reader to reader: the address of the reader's own page. */
export interface RenderedMail {
  readonly subject: string;
  html(manage: string): string;
  text(manage: string): string;
}

/** Gmail cuts what is longer (102 kB); a quoted-printable sign takes more room than it looks. */
const MAX_HTML_BYTES = 100_000;
/** Stands for the reader's page while a digest is rendered once for many; no paper can say this. */
const MANAGE = "https://manage.invalid/";

export function renderDigest(
  digest: Pick<StoredDigest, "content" | "papers">,
  papers: readonly StoredPaper[],
  guesses: Guesses,
  site: string,
): RenderedMail {
  const stored = new Map<number, StoredPaper>(papers.map((paper) => [paper.key, paper]));
  const { view, markup } = withinLimit(
    viewDigest(readDigestContent(digest.content), digest.papers, { papers: stored, guesses }, site),
    site,
  );
  const text = digestText(view, MANAGE);
  return {
    subject: view.subject,
    html: (manage) => markup.replace(MANAGE, () => manage.replaceAll("&", "&amp;")),
    text: (manage) => text.replace(MANAGE, () => manage),
  };
}

/** Leaves out extracts from the end until the mail is small enough not to be cut. */
function withinLimit(whole: DigestView, site: string): { view: DigestView; markup: string } {
  let view = whole;
  let extracts = whole.papers.length;
  for (;;) {
    const markup = toDocument(<DigestMail view={view} site={site} manage={MANAGE} />);
    if (Buffer.byteLength(markup) <= MAX_HTML_BYTES || extracts === 0) return { view, markup };
    extracts = Math.floor(extracts * 0.7);
    view = {
      ...whole,
      papers: whole.papers.map((paper, index) => (index < extracts ? paper : { ...paper, extract: "" })),
    };
  }
}

/** Mails are made of plain components, so their markup is there at once. */
const toDocument = (content: Child): string => (html`<!doctype html>${content}` as HtmlEscapedString).toString();

export function renderConfirmation(choices: Choices, site: string, confirm: string): RenderedMail {
  const parts = { choices, site, confirm };
  return {
    subject: CONFIRMATION_SUBJECT,
    html: () => toDocument(<ConfirmationMail {...parts} />),
    text: () => confirmationText(parts),
  };
}
