import { UserError } from "../../lib/errors.ts";

/** Refuses a listing that is larger than is taken here: `tooLarge("holds more than 10 papers")`. */
export const tooLarge = (why: string, options?: ErrorOptions): UserError =>
  new UserError("too-many", `This listing ${why}. The command \`broadsheet import FILE\` takes larger ones.`, options);
