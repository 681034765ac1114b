import { messageOf } from "../../../lib/errors.ts";
import { closestName, didYouMean } from "../closest-name.ts";
import type { CliConfig, CliSetup, Overrides } from "../setup.ts";
import type { Finding } from "./finding.ts";

const ABOUT = "settings";

/** Whether the settings can be used; without a config when they cannot. */
export function checkSettings(
  setup: CliSetup,
  overrides: Overrides,
): { config: CliConfig | undefined; findings: readonly Finding[] } {
  try {
    const config = setup.readConfig(overrides);
    const known = setup.settingsInForce().map(({ name }) => name);
    const strangers = setup.unknownSettings().map((name) => aboutStranger(name, known));
    const isClean = strangers.length === 0;
    return { config, findings: isClean ? [{ about: ABOUT, state: "good", text: "all can be used" }] : strangers };
  } catch (error) {
    return { config: undefined, findings: [{ about: ABOUT, state: "problem", text: messageOf(error) }] };
  }
}

/** A name near a setting's is a slip that changes nothing without a word; others may be somebody else's. */
function aboutStranger(name: string, known: readonly string[]): Finding {
  const meant = closestName(name, known);
  return {
    about: ABOUT,
    state: meant === undefined ? "note" : "problem",
    text: `${name} is no setting.${didYouMean(meant)}`,
  };
}
