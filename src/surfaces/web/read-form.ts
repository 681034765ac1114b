import type { Context } from "hono";
import { UserError } from "../../lib/errors.ts";

/** The fields of a form, each with the last value given. */
export type FormFields = Readonly<Record<string, string | File>>;

/** Reads the form that a request brings. Throws `UserError` when its body is not what its `Content-Type` says. */
export async function readForm(context: Context): Promise<FormFields> {
  try {
    return await context.req.parseBody();
  } catch (error) {
    // The fetch standard has one error for whatever is wrong with a form.
    if (!(error instanceof TypeError)) throw error;
    throw new UserError("invalid", "The form could not be read, so nothing was changed. Go back and send it again.", {
      cause: error,
    });
  }
}
