/** A file that is not a whole segment of this format and schema. The message says what is wrong with it. */
export class DamagedSegment extends Error {
  override readonly name = "DamagedSegment";
}
