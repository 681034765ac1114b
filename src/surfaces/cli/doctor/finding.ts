/** What one look of the doctor found. A `note` is worth knowing and harms nothing; a `problem` must be mended. */
export interface Finding {
  readonly about: string;
  readonly state: "good" | "note" | "problem";
  readonly text: string;
}
