/** A category of arXiv's taxonomy, such as `cs.CL` or `hep-th`; MSC and ACM classes, which stand beside them, look otherwise. */
const CATEGORY = /^[a-z]{1,10}(?:-[a-z]{2,10})?(?:\.[A-Za-z-]{2,20})?$/;

const PHYSICS: ReadonlySet<string> = new Set([
  "astro-ph",
  "cond-mat",
  "gr-qc",
  "hep-ex",
  "hep-lat",
  "hep-ph",
  "hep-th",
  "math-ph",
  "nlin",
  "nucl-ex",
  "nucl-th",
  "physics",
  "quant-ph",
]);

/** The categories among what a record calls so, in its order (primary first), each once; undefined when there is none. */
export function readCategories(terms: readonly (string | undefined)[]): string[] | undefined {
  const found = terms.map((term) => term?.trim() ?? "").filter((term) => CATEGORY.test(term));
  return found.length === 0 ? undefined : [...new Set(found)];
}

/** Whether a category is one of those wanted, or belongs to an archive among them. */
export function isWanted(category: string, wanted: readonly string[]): boolean {
  const lower = category.toLowerCase();
  return wanted.some((one) => lower === one.toLowerCase() || lower.startsWith(`${one.toLowerCase()}.`));
}

/** The OAI-PMH set of a category or an archive: `cs:cs:CL`, `physics:hep-th`, `math:math`. */
export function oaiSetOf(category: string): string {
  const [archive = "", subject] = category.split(".");
  const group = PHYSICS.has(archive) ? "physics" : archive;
  return subject === undefined ? `${group}:${archive}` : `${group}:${archive}:${subject}`;
}
