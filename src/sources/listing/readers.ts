import { readAbstracts } from "./abstracts.ts";
import { readArxivMail } from "./arxiv-mail.ts";
import { readArxivPage } from "./arxiv-page.ts";
import { readBibtex } from "./bibtex.ts";
import { readDailyPapers } from "./daily-papers.ts";
import { readIdentifiers } from "./identifier-list.ts";
import { readJson, readJsonLines } from "./json.ts";
import type { ListingFormat } from "./listing-format.ts";
import type { Outcome } from "./outcome.ts";
import { readRis } from "./ris.ts";
import { readTable } from "./table.ts";
import { unknownText } from "./unknown-text.ts";

/** The parser of each format. All are pure, linear in the text, and never throw. */
export const READERS: Record<ListingFormat, (text: string) => Iterable<Outcome> | AsyncIterable<Outcome>> = {
  jsonl: readJsonLines,
  json: readJson,
  bibtex: readBibtex,
  ris: readRis,
  csv: readTable,
  "arxiv-mail": readArxivMail,
  "arxiv-page": readArxivPage,
  "daily-papers": readDailyPapers,
  abstracts: readAbstracts,
  identifiers: readIdentifiers,
  unknown: (text) => [unknownText(text)],
};
