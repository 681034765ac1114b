import { FeedLinks, type PageFeed } from "./feed-links.tsx";
import { SubscribeFoot } from "./subscribe-foot.tsx";
import type { Theme } from "../theme.ts";

interface ColophonProps {
  readonly theme: Theme | undefined;
  /** Where choosing colours leads back to. */
  readonly back: string;
  readonly version: string;
  readonly feed: PageFeed | undefined;
}

const CHOICES = [
  { value: "system", name: "System" },
  { value: "light", name: "Light" },
  { value: "dark", name: "Dark" },
] as const;

/** The foot of every page. */
export function Colophon({ theme, back, version, feed }: ColophonProps) {
  const current = theme ?? "system";
  return (
    <footer class="colophon">
      <SubscribeFoot />
      <FeedLinks feed={feed} />
      <p>
        Set by <a href="/about">Broadsheet {version}</a>. Thank you to arXiv for use of its open access
        interoperability.
      </p>
      <form class="theme" method="post" action="/theme">
        <input type="hidden" name="back" value={back} />
        <fieldset>
          <legend>Colours</legend>
          {CHOICES.map(({ value, name }) => (
            <button type="submit" name="theme" value={value} aria-pressed={value === current ? "true" : "false"}>
              {name}
            </button>
          ))}
        </fieldset>
      </form>
    </footer>
  );
}
