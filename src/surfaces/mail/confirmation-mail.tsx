import type { Choices } from "../../daily/subscription-choices.ts";
import { choicesInWords } from "./choices-in-words.ts";
import { MailFrame, MailMasthead, STYLE } from "./mail-frame.tsx";
import { wrap } from "./plain-text.ts";

export const CONFIRMATION_SUBJECT = "Do you want Broadsheet by mail?";

interface ConfirmationProps {
  readonly choices: Choices;
  readonly site: string;
  /** The address of the page that asks for the confirmation. */
  readonly confirm: string;
}

/** Asks whether an address wants a digest. */
export function ConfirmationMail({ choices, site, confirm }: ConfirmationProps) {
  return (
    <MailFrame title={CONFIRMATION_SUBJECT} preheader={choicesInWords(choices)}>
      <MailMasthead site={site} words={["The daily paper for research papers"]} />
      <h1 class="ink" style={`margin:24px 0 8px;${STYLE.lead}`}>
        Shall we write to you?
      </h1>
      <p class="text" style="margin:0 0 20px;">
        Somebody, we hope you, asked for this by mail: {choicesInWords(choices)}. Nothing is sent unless you say so.
      </p>
      <p style="margin:0 0 20px;">
        <a class="button" href={confirm} style={STYLE.button}>
          Open the page that asks you
        </a>
      </p>
      <p class="soft" style={`margin:0;${STYLE.small}`}>
        The link works for two days. If it was not you, do nothing; the same page can also see to it that this site
        never writes to you again.
      </p>
    </MailFrame>
  );
}

export function confirmationText({ choices, confirm }: ConfirmationProps): string {
  return [
    "BROADSHEET",
    "Shall we write to you?",
    wrap(
      `Somebody, we hope you, asked for this by mail: ${choicesInWords(choices)}. Nothing is sent unless you say so.`,
    ),
    `Say so on this page, within two days:\n${confirm}`,
    wrap("If it was not you, do nothing; the same page can also see to it that this site never writes to you again."),
    "",
  ].join("\n\n");
}
