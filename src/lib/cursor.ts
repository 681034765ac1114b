/** Turns a sort key into an opaque page cursor. Only strings and numbers: what a cursor says is visible to its reader. */
export function encodeCursor(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString("base64url");
}

/** Reads a cursor of `length` parts; undefined when it is damaged or not ours. */
export function decodeCursor(cursor: string, length: number): readonly (string | number)[] | undefined {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
  } catch {
    return undefined;
  }
  if (!Array.isArray(key) || key.length !== length) return undefined;
  return key.every((part) => typeof part === "string" || typeof part === "number") ? key : undefined;
}
