import { categoryName } from "../../../domain/category.ts";
import { identifierUrl } from "../../../domain/identifier.ts";
import type { Paper, SeenIn } from "../../../domain/paper.ts";
import type { AppearanceKind } from "../../../domain/sighting.ts";
import { labelOf, publisherOf, type SourceId } from "../../../domain/source-id.ts";
import { dayInZone, type Day } from "../../../lib/day.ts";
import { dayPath, webUrl } from "../addresses.ts";
import { formatDay, listed } from "../words.ts";
import { identifierWords } from "./kicker.tsx";
import { DateOf } from "./times.tsx";

export interface AppearanceOf {
  readonly day: Day;
  readonly kind: AppearanceKind;
  readonly source: SourceId;
}

const KINDS: Record<AppearanceKind, string> = {
  new: "announced",
  cross: "cross-listed",
  replace: "revised",
  featured: "featured",
};

/** The facts beside a paper: fields, editions, identifiers, sources. */
export function PaperRecord({ paper, appearances }: { paper: Paper; appearances: readonly AppearanceOf[] }) {
  return (
    <aside class="margin record" aria-label="About this paper">
      <Categories paper={paper} />
      <Editions appearances={appearances} />
      <Publication paper={paper} />
      <Identifiers paper={paper} />
      <Sources paper={paper} />
    </aside>
  );
}

function Categories({ paper: { categories } }: { paper: Paper }) {
  if (categories.length === 0) return <></>;
  return (
    <div>
      <p class="label">Fields</p>
      <ul>
        {categories.map((category) => (
          <li>
            {categoryName(category) ?? ""} <span class="code">{category}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Editions({ appearances }: { appearances: readonly AppearanceOf[] }) {
  const days = Map.groupBy(appearances, ({ day }) => day);
  if (days.size === 0) return <></>;
  return (
    <div>
      <p class="label">Editions</p>
      <ul>
        {[...days].map(([day, reasons]) => (
          <li>
            <a href={dayPath(day)}>
              <time datetime={day}>{formatDay(day)}</time>
            </a>{" "}
            <span class="code">
              {listed([...new Set(reasons.map(({ kind, source }) => `${KINDS[kind]} by ${publisherOf(source)}`))])}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function Publication({ paper }: { paper: Paper }) {
  const { published, updated, venue, journalReference, comment, license } = paper;
  const licenseUrl = webUrl(license);
  const facts = [
    { name: "Published", value: published && <DateOf date={published} /> },
    { name: "Revised", value: updated !== published && updated !== undefined && <DateOf date={updated} /> },
    { name: "Venue", value: venue && <bdi>{venue}</bdi> },
    { name: "Journal", value: journalReference && <bdi>{journalReference}</bdi> },
    { name: "Remark", value: comment && <bdi>{comment}</bdi> },
    {
      name: "Licence",
      value: license && (licenseUrl === undefined ? license : <a href={licenseUrl}>{licenseName(licenseUrl)}</a>),
    },
  ].filter(({ value }) => value !== undefined && value !== false && value !== "");
  if (facts.length === 0) return <></>;
  return (
    <div>
      <p class="label">Publication</p>
      <dl>
        {facts.map(({ name, value }) => (
          <div>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** `CC BY 4.0` for the addresses that arXiv gives; else where the licence is to be read. */
function licenseName(address: string): string {
  const [, terms, version] = /creativecommons\.org\/licenses\/([a-z-]+)\/([\d.]+)/.exec(address) ?? [];
  if (terms !== undefined && version !== undefined) return `CC ${terms.toUpperCase()} ${version}`;
  if (address.includes("creativecommons.org/publicdomain/zero")) return "CC0";
  return address.includes("arxiv.org/licenses/nonexclusive") ? "arXiv’s own, non-exclusive" : new URL(address).host;
}

function Identifiers({ paper: { id, identifiers } }: { paper: Paper }) {
  return (
    <div>
      <p class="label">Identifiers</p>
      <ul>
        {identifiers.map((identifier) => {
          const address = webUrl(identifierUrl(identifier));
          return (
            <li>
              {address === undefined ? (
                identifierWords(identifier)
              ) : (
                <a href={address}>{identifierWords(identifier)}</a>
              )}
            </li>
          );
        })}
        {identifiers.length === 0 && <li>{id}, given here: no source names one</li>}
      </ul>
    </div>
  );
}

function Sources({ paper }: { paper: Paper }) {
  if (paper.seenIn.length === 0) return <></>;
  return (
    <div>
      <p class="label">{paper.seenIn.length > 1 ? "Also seen in" : "Seen in"}</p>
      <ul>
        {paper.seenIn.map((seen) => (
          <li>
            <SeenLink paper={paper} seen={seen} />{" "}
            <span class="code">since {formatDay(dayInZone(seen.firstSeenAt, "UTC"))}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}

function SeenLink({ paper, seen: { source } }: { paper: Paper; seen: SeenIn }) {
  const arxivId = paper.identifiers.find(({ scheme }) => scheme === "arxiv")?.value;
  if (source === "listing") return <a href="/listings">{labelOf(source)}</a>;
  if (source === "sample" || arxivId === undefined) return <>{labelOf(source)}</>;
  const address =
    source === "hugging-face" ? `https://huggingface.co/papers/${arxivId}` : `https://arxiv.org/abs/${arxivId}`;
  return <a href={address}>{labelOf(source)}</a>;
}
