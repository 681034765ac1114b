import type { TextPart } from "../../domain/query.ts";
import { piecesOf } from "./pieces.ts";
import type { Wanted } from "./wanted.ts";

export interface Match {
  readonly start: number;
  readonly end: number;
  readonly label: string;
}

/** Finds what is wanted in a text of a field, in order. */
export function findMatches(text: string, wanted: readonly Wanted[], field: TextPart["field"]): readonly Match[] {
  const byFirst = Map.groupBy(
    wanted.filter((one) => one.keys.length > 0 && (one.field === undefined || one.field === field)),
    ({ keys }) => keys[0] ?? "",
  );
  if (byFirst.size === 0) return [];
  const pieces = piecesOf(text);
  return pieces.flatMap(({ key, start }, at) =>
    (byFirst.get(key) ?? []).flatMap(({ keys, label }): readonly Match[] => {
      const last = pieces[at + keys.length - 1];
      const isHere = last !== undefined && keys.every((wantedKey, offset) => pieces[at + offset]?.key === wantedKey);
      return isHere ? [{ start, end: last.end, label }] : [];
    }),
  );
}
