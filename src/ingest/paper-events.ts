import { formatIdentifier } from "../domain/identifier.ts";
import type { Paper } from "../domain/paper.ts";
import { titleKey } from "../domain/title-key.ts";
import type { PaperEvent } from "../store/store.ts";

/** What happened to a paper between two readings, for its history. */
export function paperEvents(before: Paper, after: Paper, at: number): readonly PaperEvent[] {
  return [
    ...withdrawalEvents(before, after),
    ...titleEvents(before, after),
    ...publicationEvents(before, after),
    ...revisionEvents(before, after),
  ].map((event) => ({ ...event, at }));
}

type Undated = Omit<PaperEvent, "at">;

function withdrawalEvents(before: Paper, after: Paper): readonly Undated[] {
  if (before.withdrawal === undefined && after.withdrawal !== undefined) {
    return [{ kind: "withdrawn", detail: after.withdrawal.reason ?? "" }];
  }
  if (before.withdrawal !== undefined && after.withdrawal === undefined) return [{ kind: "restored", detail: "" }];
  return [];
}

function titleEvents(before: Paper, after: Paper): readonly Undated[] {
  const isOtherTitle = titleKey(before.title) !== titleKey(after.title);
  const isAnyProvisional = before.isTitleProvisional === true || after.isTitleProvisional === true;
  return isOtherTitle && !isAnyProvisional ? [{ kind: "retitled", detail: before.title }] : [];
}

function publicationEvents(before: Paper, after: Paper): readonly Undated[] {
  if (after.journalReference !== undefined && before.journalReference === undefined) {
    return [{ kind: "published", detail: after.journalReference }];
  }
  const hadDoi = before.identifiers.some(({ scheme }) => scheme === "doi");
  const doi = after.identifiers.find(({ scheme }) => scheme === "doi");
  return doi && !hadDoi && before.identifiers.length > 0 ? [{ kind: "published", detail: formatIdentifier(doi) }] : [];
}

function revisionEvents(before: Paper, after: Paper): readonly Undated[] {
  const newestOf = ({ versions }: Paper): number => versions.at(-1)?.number ?? 0;
  const [older, newer] = [newestOf(before), newestOf(after)];
  return older > 0 && newer > older ? [{ kind: "revised", detail: `v${newer}` }] : [];
}
