import type { Context } from "hono";
import type { EditionOrder } from "../../daily/edition.ts";
import { UserError } from "../../lib/errors.ts";

/** What the address of an edition asks for, besides the period. */
export interface EditionWishes {
  readonly order: EditionOrder;
  readonly category: string | undefined;
  /** Where the page before ended. */
  readonly after: string | undefined;
}

/** Any archive, with or without a subject: there may be new ones, but none is written otherwise. */
const CATEGORY = /^[a-z-]{1,24}(?:\.[A-Za-z-]{1,20})?$/;

/** Reads an edition's query; empty parameters count as none. Throws `UserError` that names the valid values. */
export function readEditionQuery({ req }: Context): EditionWishes {
  return {
    order: readOrder(req.query("order")?.trim() || "votes"),
    category: readCategory(req.query("category")?.trim() || undefined),
    after: req.query("after"),
  };
}

function readOrder(text: string): EditionOrder {
  if (text === "votes" || text === "newest" || text === "guess") return text;
  throw new UserError("invalid", `The order is votes, newest or guess; the address says ${text.slice(0, 40)}.`);
}

function readCategory(text: string | undefined): string | undefined {
  if (text === undefined || CATEGORY.test(text)) return text;
  throw new UserError("invalid", `A field is written like cs.CL or hep-th; the address says ${text.slice(0, 40)}.`);
}
