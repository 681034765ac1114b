import { formatIdentifier } from "../domain/identifier.ts";
import type { Query, QueryPart, TextPart } from "../domain/query.ts";

/** Writes a query so that `parseQuery` reads the same again. */
export const formatQuery = ({ parts }: Query): string => parts.map(formatPart).join(" ");

export function formatPart(part: QueryPart): string {
  switch (part.kind) {
    case "text":
      return formatText(part);
    case "filter":
      return `${part.name}:${quotedIfNeeded(part.values.join(","))}`;
    case "date":
      return `${part.bound}:${part.when}`;
    case "years":
      return `year:${part.from === part.until ? fourDigits(part.from) : `${fourDigits(part.from)}..${fourDigits(part.until)}`}`;
    case "id":
      return `id:${formatIdentifier(part.identifier)}`;
  }
}

function formatText({ text, isPhrase, isExcluded, field }: TextPart): string {
  const value = isPhrase ? `"${text}"` : text;
  return `${isExcluded ? "-" : ""}${field === undefined ? "" : `${field}:`}${value}`;
}

const quotedIfNeeded = (value: string): string => (/\s/.test(value) ? `"${value}"` : value);

const fourDigits = (year: number | undefined): string => (year === undefined ? "" : String(year).padStart(4, "0"));
