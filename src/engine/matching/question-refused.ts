import { UserError } from "../../lib/errors.ts";

/** The question goes over a limit or cannot be read; the reason says which, for people. */
export class QuestionRefused extends UserError {
  constructor(reason: string, options?: ErrorOptions) {
    super("invalid", reason, options);
  }
}
