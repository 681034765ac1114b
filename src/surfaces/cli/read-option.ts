import { InvalidArgumentError } from "commander";
import { parseDay, type Day } from "../../lib/day.ts";

/** Reads a whole number from `min` to `max`; commander shows the complaint beside the option's name. */
export function wholeNumber(min: number, max: number): (text: string) => number {
  return (text) => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= min && number <= max) return number;
    throw new InvalidArgumentError(`Write a whole number from ${min} to ${max}.`);
  };
}

export function readDay(text: string): Day {
  const day = parseDay(text);
  if (day === undefined) throw new InvalidArgumentError("Write a day such as 2026-08-21.");
  return day;
}

/** A folder's name; an empty one, from an unset variable in a script say, would mean the present folder. */
export function readFolder(text: string): string {
  if (text.trim() === "") throw new InvalidArgumentError("Write the name of a folder.");
  return text;
}
