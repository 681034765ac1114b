/** The forms in which a paper list can reach us. `unknown` is the form of a text that names no paper we can see. */
export type ListingFormat =
  | "jsonl"
  | "json"
  | "bibtex"
  | "ris"
  | "csv"
  | "arxiv-mail"
  | "arxiv-page"
  | "daily-papers"
  | "abstracts"
  | "identifiers"
  | "unknown";

const NAMES: Record<ListingFormat, string> = {
  jsonl: "JSON Lines",
  json: "JSON",
  bibtex: "BibTeX",
  ris: "RIS",
  csv: "a table (CSV or TSV)",
  "arxiv-mail": "an arXiv mail",
  "arxiv-page": "an arXiv listing page",
  "daily-papers": "a Daily Papers page",
  abstracts: "abstracts",
  identifiers: "identifiers and addresses",
  unknown: "nothing we know",
};

/** What readers call a format. */
export const nameOfFormat = (format: ListingFormat): string => NAMES[format];

/** All formats in words, for whoever sent something else. */
export const UNDERSTOOD =
  "We read JSON, JSON Lines, BibTeX, RIS, CSV, TSV, lists of arXiv ids, DOIs or addresses, arXiv mails, and text copied " +
  "from arXiv listings or Daily Papers pages.";
