import type { DigestView, PaperView } from "./digest-view.ts";
import { RULE, wrap } from "./plain-text.ts";

/** A digest as plain text of 72 columns. `manage` is the address of the reader's subscription. */
export function digestText(view: DigestView, manage: string): string {
  const blocks = [
    `BROADSHEET\n${view.headline}\n${wrap(view.scope)}`,
    ...(view.papers.length === 0 ? ["There were no papers for you this time."] : []),
    ...view.papers.map((paper, index) => paperText(paper, index + 1)),
    ...(view.brief.length === 0 ? [] : [briefText(view)]),
    `${RULE}\n${wrap("You asked for this mail. Change or end it here; ending needs no login:")}\n${manage}`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function paperText({ title, address, authors, kicker, extract, reason, links }: PaperView, number: number): string {
  const lines = [
    RULE,
    wrap(`${number}. ${title}`),
    wrap(authors),
    wrap([kicker, reason].filter((part) => part !== "").join(" · ")),
    extract === "" ? "" : `\n${wrap(extract)}\n`,
    address,
    ...links.map((link) => `${link.name}: ${link.address}`),
  ];
  return lines.filter((line) => line !== "").join("\n");
}

function briefText({ brief, more, editionAddress }: DigestView): string {
  const titles = brief.map(({ title, address, note }) =>
    [wrap(note === "" ? title : `${title} (${note})`, "  ").replace(/^ {2}/, "* "), `  ${address}`].join("\n"),
  );
  return [`${RULE}\nALSO`, ...titles, `${more === "" ? "The whole edition" : more}:\n${editionAddress}`].join("\n\n");
}
