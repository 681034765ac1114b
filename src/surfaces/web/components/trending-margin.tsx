import { TRENDING_WINDOWS, USUAL_MIX, type Trending } from "../../../daily/trending.ts";
import type { Mix, TrendingWindow } from "../../../ranking/trending.ts";
import { trendingPath } from "../addresses.ts";

export const WINDOW_NAMES: Readonly<Record<TrendingWindow, string>> = {
  today: "Today",
  week: "This week",
  month: "This month",
  year: "This year",
};

const DIAL = [
  { mix: 0, name: "Votes only" },
  { mix: 0.25, name: "Mostly votes" },
  { mix: 0.5, name: "Half and half" },
  { mix: 0.75, name: "Mostly the guess" },
  { mix: 1, name: "The guess only" },
] as const;

/** What links to other pages say of the dial, for readers without cookies. */
export const keptMix = (mix: Mix): Mix | undefined => (mix === USUAL_MIX ? undefined : mix);

/** What stands beside the trending papers: how far back, and the dial between votes and the guess. */
export function TrendingMargin({ trending: { window, mix, hasGuesses } }: { trending: Trending }) {
  return (
    <div class="margin">
      <nav aria-labelledby="margin-window">
        <p class="label" id="margin-window">
          Trending
        </p>
        <ul class="choices">
          {TRENDING_WINDOWS.map((name) => (
            <li>
              <a
                href={trendingPath({ window: name, mix: keptMix(mix) })}
                {...(name === window && { "aria-current": "page" })}
              >
                {WINDOW_NAMES[name]}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      {hasGuesses && (
        <nav aria-labelledby="margin-dial">
          <p class="label" id="margin-dial">
            Order by
          </p>
          <ul class="choices">
            {DIAL.map((step) => (
              <li>
                <a href={trendingPath({ window, mix: step.mix })} {...(step.mix === mix && { "aria-current": "true" })}>
                  {step.name}
                </a>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  );
}
