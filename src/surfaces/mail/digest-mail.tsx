import type { BriefView, DigestView, PaperView } from "./digest-view.ts";
import { MailFrame, MailMasthead, STYLE } from "./mail-frame.tsx";

interface DigestMailProps {
  readonly view: DigestView;
  readonly site: string;
  /** The address of the reader's subscription. */
  readonly manage: string;
}

/** A digest as HTML for mail programs. */
export function DigestMail({ view, site, manage }: DigestMailProps) {
  return (
    <MailFrame title={view.subject} preheader={view.preheader}>
      <MailMasthead site={site} words={[view.headline, view.scope]} />
      {view.papers.length === 0 && (
        <p style="margin:24px 0;">There were no papers for you this time. Tomorrow is another day.</p>
      )}
      {view.papers.map((paper, index) => (
        <PaperBlock paper={paper} isFirst={index === 0} />
      ))}
      {view.brief.length > 0 && <Brief view={view} />}
      <p class="soft strong" style={`margin:28px 0 0;padding-top:14px;border-top:2px solid #17191a;${STYLE.smaller}`}>
        You asked for this mail.{" "}
        <a class="link" href={manage} style={STYLE.link}>
          Change or end it
        </a>
        ; ending needs no login. Votes are those of the site that is named.
      </p>
    </MailFrame>
  );
}

function PaperBlock({ paper, isFirst }: { paper: PaperView; isFirst: boolean }) {
  return (
    <div class="rule" style={`padding:20px 0;${isFirst ? "" : "border-top:1px solid #d8d4ca;"}`}>
      {paper.kicker !== "" && (
        <p class="soft" style={`margin:0 0 4px;${STYLE.smaller}`}>
          {paper.kicker}
        </p>
      )}
      <h2 dir="auto" style={`margin:0 0 6px;${isFirst ? STYLE.lead : STYLE.title}`}>
        <a class="ink" href={paper.address} style={isFirst ? STYLE.lead : STYLE.title}>
          {paper.title}
        </a>
      </h2>
      {paper.authors !== "" && (
        <p class="soft" dir="auto" style={`margin:0 0 8px;${STYLE.small}`}>
          {paper.authors}
        </p>
      )}
      {paper.extract !== "" && (
        <p class="text" dir="auto" style="margin:0 0 8px;">
          {paper.extract}
        </p>
      )}
      <p class="soft" style={`margin:0;${STYLE.small}`}>
        {paper.reason}
        {paper.links.map(({ name, address }) => (
          <>
            {" · "}
            <a class="link" href={address} style={STYLE.link}>
              {name}
            </a>
          </>
        ))}
      </p>
    </div>
  );
}

function Brief({ view }: { view: DigestView }) {
  return (
    <div class="rule" style="padding:20px 0 0;border-top:1px solid #d8d4ca;">
      <p class="soft" style={`margin:0 0 8px;font-weight:600;${STYLE.smaller}`}>
        Also
      </p>
      {view.brief.map((paper) => (
        <BriefLine paper={paper} />
      ))}
      <p style={`margin:12px 0 0;${STYLE.small}`}>
        <a class="link" href={view.editionAddress} style={STYLE.link}>
          {view.more === "" ? "The whole edition" : `${view.more} in the edition`}
        </a>
      </p>
    </div>
  );
}

function BriefLine({ paper }: { paper: BriefView }) {
  return (
    <p class="text" dir="auto" style="margin:0 0 7px;font-size:15px;line-height:1.4;">
      <a class="ink" href={paper.address} style="color:#17191a;text-decoration:none;">
        {paper.title}
      </a>
      {paper.note !== "" && (
        <span class="soft" style="color:#5a6064;">
          {" "}
          ({paper.note})
        </span>
      )}
    </p>
  );
}
