/** Moves between papers and to the search field by single keys, unless the reader types or has switched them off. */
import { areKeysOn, KeyHelp } from "./key-help.ts";

const PAPERS = ".papers article";
let place = -1;

function papers(): HTMLElement[] {
  return [...document.querySelectorAll<HTMLElement>(PAPERS)];
}

/** Starts from what has the focus, so that Tab and j may be mixed. */
function move(step: 1 | -1): void {
  const all = papers();
  const focused = all.findIndex((paper) => paper.contains(document.activeElement));
  place = Math.min(all.length - 1, Math.max(0, (focused === -1 ? place : focused) + step));
  const paper = all[place];
  paper?.querySelector<HTMLAnchorElement>("h2 a")?.focus({ preventScroll: true });
  paper?.scrollIntoView({ block: "start" });
}

function open(): void {
  const paper =
    papers().find((candidate) => candidate.contains(document.activeElement)) ?? papers()[Math.max(place, 0)];
  paper?.querySelector<HTMLAnchorElement>("h2 a")?.click();
}

const ACTIONS: Readonly<Record<string, () => void>> = {
  j: () => move(1),
  k: () => move(-1),
  o: open,
  "/": () => document.querySelector<HTMLInputElement>("#q")?.focus(),
};

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches("input:not([type=checkbox]), textarea, select"))
  );
}

document.addEventListener("keydown", (event) => {
  const hasModifier = event.ctrlKey || event.metaKey || event.altKey;
  if (hasModifier || event.defaultPrevented || isTyping(event.target) || document.querySelector("dialog[open]")) return;
  if (event.key === "?") {
    event.preventDefault();
    KeyHelp.show();
    return;
  }
  const action = areKeysOn() ? ACTIONS[event.key] : undefined;
  if (!action) return;
  event.preventDefault();
  action();
});
