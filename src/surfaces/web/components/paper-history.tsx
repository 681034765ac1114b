import type { Paper } from "../../../domain/paper.ts";
import type { PaperEvent } from "../../../store/store.ts";
import { DateOf, Moment } from "./times.tsx";

const EVENTS: Record<PaperEvent["kind"], string> = {
  withdrawn: "Withdrawn",
  restored: "No longer withdrawn",
  published: "Published",
  retitled: "Title changed",
  revised: "Revised",
  merged: "Found to be the same work as another record",
};

/** A paper's versions, and what happened to it since it was first seen here. */
export function PaperHistory({ paper, events }: { paper: Paper; events: readonly PaperEvent[] }) {
  return (
    <>
      <Versions paper={paper} />
      {events.length > 0 && (
        <section class="history" aria-labelledby="history">
          <h2 id="history">History</h2>
          <ol>
            {events.map(({ kind, at, detail }) => (
              <li>
                <Moment at={at} />: {EVENTS[kind]}
                {detail !== "" && (
                  <>
                    {" "}
                    — <span dir="auto">{detail}</span>
                  </>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </>
  );
}

function Versions({ paper: { versions, identifiers } }: { paper: Paper }) {
  if (versions.length === 0) return <></>;
  const arxivId = identifiers.find(({ scheme }) => scheme === "arxiv")?.value;
  return (
    <section class="history" aria-labelledby="versions">
      <h2 id="versions">Versions</h2>
      <ol>
        {versions.map(({ number, date, size, isWithdrawn }) => (
          <li>
            {arxivId === undefined ? (
              `v${number}`
            ) : (
              <a href={`https://arxiv.org/abs/${arxivId}v${number}`}>v{number}</a>
            )}
            {date !== undefined && (
              <>
                , <DateOf date={date} />
              </>
            )}
            {size !== undefined && `, ${size}`}
            {isWithdrawn === true && ", withdrawn"}
          </li>
        ))}
      </ol>
    </section>
  );
}
