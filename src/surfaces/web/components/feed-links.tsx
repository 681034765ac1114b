/** A feed with the papers of a page: `/feeds/latest`, without the ending that names its format. */
export interface PageFeed {
  readonly title: string;
  readonly path: string;
  /** What stands after the ending, `?` included. */
  readonly query?: string | undefined;
}

const FORMATS = [
  { ending: "atom", type: "application/atom+xml", name: "Atom" },
  { ending: "rss", type: "application/rss+xml", name: "RSS" },
  { ending: "json", type: "application/feed+json", name: "JSON" },
] as const;

/** For `<head>`, where feed readers look. */
export function FeedAlternates({ feed: { title, path, query = "" } }: { feed: PageFeed }) {
  return (
    <>
      {FORMATS.map(({ ending, type, name }) => (
        <link rel="alternate" type={type} title={`${title} (${name})`} href={`${path}.${ending}${query}`} />
      ))}
    </>
  );
}

/** For readers: this page's feed in every format, and all feeds at once. */
export function FeedLinks({ feed }: { feed: PageFeed | undefined }) {
  return (
    <p class="feeds">
      <FeedIcon />
      {feed && (
        <>
          {" "}
          Follow this page:{" "}
          {FORMATS.map(({ ending, name }, index) => (
            <>
              {index > 0 && " · "}
              <a href={`${feed.path}.${ending}${feed.query ?? ""}`}>{name}</a>
            </>
          ))}
          {"."}
        </>
      )}{" "}
      <a href="/feeds.opml">All feeds (OPML)</a>
    </p>
  );
}

export function FeedIcon() {
  return (
    <svg class="feed-icon" viewBox="0 0 16 16" width="13" height="13" aria-hidden="true">
      <circle cx="3" cy="13" r="2" fill="currentColor" />
      <path d="M1 6a9 9 0 0 1 9 9M1 1.5A13.5 13.5 0 0 1 14.5 15" fill="none" stroke="currentColor" stroke-width="2.2" />
    </svg>
  );
}
