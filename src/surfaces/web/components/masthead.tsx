import type { Child } from "hono/jsx";
import { SearchForm } from "./search-form.tsx";

const SECTIONS = [
  { path: "/", name: "Front page" },
  { path: "/trending", name: "Trending" },
  { path: "/subscribe", name: "Subscribe" },
  { path: "/listings", name: "Listings" },
  { path: "/import", name: "Import" },
  { path: "/sources", name: "Sources" },
  { path: "/about", name: "About" },
] as const;

interface MastheadProps {
  readonly edition: { readonly leftEar: Child; readonly rightEar: Child; readonly bar: Child } | undefined;
  readonly question: string | undefined;
  readonly kept: Readonly<Record<string, string | undefined>> | undefined;
  readonly path: string;
}

/** The top of every page: sections, name, search. Editions carry it large, with ears and a bar of dates. */
export function Masthead({ edition, question, kept, path }: MastheadProps) {
  return (
    <header class={edition ? "masthead is-edition" : "masthead"}>
      <Sections path={path} />
      <div class="nameplate">
        {edition && <p class="ear left">{edition.leftEar}</p>}
        <p class="name">
          <a href="/">Broadsheet</a>
        </p>
        {edition && <p class="ear right">{edition.rightEar}</p>}
        {!edition && <SearchForm question={question} kept={kept} />}
      </div>
      {edition?.bar}
    </header>
  );
}

function Sections({ path }: { path: string }) {
  return (
    <nav class="sections" aria-label="Sections">
      <p class="motto">The daily paper for research papers</p>
      <ul>
        {SECTIONS.map((section) => (
          <li>
            <a href={section.path} {...(path === section.path && { "aria-current": "page" })}>
              {section.name}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
