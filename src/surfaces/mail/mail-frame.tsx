import { raw } from "hono/html";
import type { PropsWithChildren } from "hono/jsx";

const SERIF = "'Iowan Old Style','Palatino Linotype',Palatino,'Book Antiqua',Georgia,serif";
const SANS = "-apple-system,'Segoe UI',Roboto,'Noto Sans',Helvetica,Arial,sans-serif";

/** Inline styles: many mail programs read nothing else. The colours are those of styles/tokens.css. */
export const STYLE = {
  page: "margin:0;padding:0;background-color:#fcfbf8;",
  sheet: `width:100%;max-width:640px;margin:0 auto;font-family:${SANS};font-size:16px;line-height:1.5;color:#2c3032;`,
  name: `font-family:${SERIF};font-size:38px;line-height:1.1;font-weight:600;color:#17191a;text-decoration:none;`,
  title: `font-family:${SERIF};font-size:21px;line-height:1.25;font-weight:600;color:#17191a;text-decoration:none;`,
  lead: `font-family:${SERIF};font-size:27px;line-height:1.2;font-weight:600;color:#17191a;text-decoration:none;`,
  small: "font-size:14px;line-height:1.45;color:#5a6064;",
  smaller: "font-size:13px;line-height:1.45;color:#5a6064;",
  link: "color:#0b4f9e;text-decoration:underline;",
  button:
    "display:inline-block;padding:12px 22px;background-color:#0b4f9e;color:#fcfbf8;font-weight:600;text-decoration:none;border-radius:3px;",
} as const;

/** What mail programs in the dark do to these colours themselves is worse: they are told. */
const DARK = `:root{color-scheme:light dark;supported-color-schemes:light dark}
@media (prefers-color-scheme:dark){
.page{background-color:#131415!important}
.ink{color:#e8e6e1!important}
.text{color:#cfcdc8!important}
.soft{color:#a2a5a6!important}
.link{color:#8fbcf7!important}
.button{background-color:#8fbcf7!important;color:#131415!important}
.rule{border-color:#34373a!important}
.strong{border-color:#e8e6e1!important}
}
@media (max-width:480px){.sheet{padding-left:16px!important;padding-right:16px!important}}`;

interface FrameProps {
  readonly title: string;
  /** What a list of mails shows behind the subject. */
  readonly preheader: string;
}

/** A mail of one column, set in a table: what Outlook and webmail keep whole. Nothing in it is loaded from anywhere. */
export function MailFrame({ title, preheader, children }: PropsWithChildren<FrameProps>) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{title}</title>
        <style>{raw(DARK)}</style>
      </head>
      <body class="page" style={STYLE.page}>
        <div style="display:none;max-height:0;overflow:hidden;">{preheader}</div>
        <table role="presentation" class="page" width="100%" cellpadding="0" cellspacing="0" border={0}>
          <tbody>
            <tr>
              <td align="center">
                <table
                  role="presentation"
                  class="text"
                  width="640"
                  cellpadding="0"
                  cellspacing="0"
                  border={0}
                  style={STYLE.sheet}
                >
                  <tbody>
                    <tr>
                      <td class="sheet" style="padding:28px 24px 40px;text-align:left;">
                        {children}
                      </td>
                    </tr>
                  </tbody>
                </table>
              </td>
            </tr>
          </tbody>
        </table>
      </body>
    </html>
  );
}

/** The name of the paper, over a black rule, with a line of words under it. */
export function MailMasthead({ site, words }: { site: string; words: readonly string[] }) {
  return (
    <>
      <p class="strong" style="margin:0;padding-bottom:10px;border-bottom:2px solid #17191a;">
        <a class="ink" href={site} style={STYLE.name}>
          Broadsheet
        </a>
      </p>
      <p class="soft rule" style={`margin:0;padding:8px 0;border-bottom:1px solid #d8d4ca;${STYLE.small}`}>
        {words.filter((word) => word !== "").join(" · ")}
      </p>
    </>
  );
}
