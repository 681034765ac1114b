import type { Child } from "hono/jsx";
import { FREQUENCIES, MOST_PAPERS, type Choices, type Frequency } from "../../../daily/subscription-choices.ts";

const FREQUENCY_NAMES: Readonly<Record<Frequency, string>> = {
  daily: "Every day",
  weekdays: "Monday to Friday",
  weekly: "Mondays, the whole week",
};
const HOURS = Array.from({ length: 24 }, (_, hour) => hour);
const COUNTS = [3, 5, 10, 15, 20, MOST_PAPERS];

interface ChoiceFieldsProps {
  readonly choices: Choices;
  /** Whether the zone is only a guess, which a browser can better. */
  readonly isZoneGuessed: boolean;
}

/** Everything that a subscriber can choose. */
export function ChoiceFields({ choices, isZoneGuessed }: ChoiceFieldsProps) {
  return (
    <>
      <fieldset class="frequency">
        <legend>How often</legend>
        {FREQUENCIES.map((frequency) => (
          <label>
            <input type="radio" name="frequency" value={frequency} checked={frequency === choices.frequency} />
            {FREQUENCY_NAMES[frequency]}
          </label>
        ))}
      </fieldset>
      <div class="row">
        <Field name="hour" label="At">
          <select id="hour" name="hour">
            {HOURS.map((hour) => (
              <option value={String(hour)} selected={hour === choices.hour}>
                {hour}:00
              </option>
            ))}
          </select>
        </Field>
        <Field name="zone" label="Time zone">
          <input
            id="zone"
            name="zone"
            value={choices.zone}
            list="zones"
            autocomplete="off"
            spellcheck={false}
            required
            {...(isZoneGuessed && { "data-guess-zone": "" })}
          />
          <datalist id="zones">
            {Intl.supportedValuesOf("timeZone").map((zone) => (
              <option value={zone} />
            ))}
          </datalist>
        </Field>
        <Field name="count" label="Papers in full">
          <select id="count" name="count">
            {[...new Set([...COUNTS, choices.count])]
              .sort((a, b) => a - b)
              .map((count) => (
                <option value={String(count)} selected={count === choices.count}>
                  {count}
                </option>
              ))}
          </select>
        </Field>
      </div>
      <Field name="categories" label="Only these fields" remark="arXiv categories, such as cs.CL cs.LG; empty for all">
        <input id="categories" name="categories" value={choices.categories.join(" ")} spellcheck={false} />
      </Field>
      <Field name="q" label="Only what a search finds" remark="everything the search field understands">
        <input id="q" name="q" value={choices.q} maxlength={500} />
      </Field>
      <label class="check">
        <input type="checkbox" name="empty" checked={choices.wantsEmpty} />
        Write also when there is nothing
      </label>
    </>
  );
}

interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly remark?: string;
  readonly children: Child;
}

export function Field({ name, label, remark, children }: FieldProps) {
  return (
    <div class="field">
      <label for={name}>
        {label}
        {remark !== undefined && <span class="remark">{remark}</span>}
      </label>
      {children}
    </div>
  );
}
