const OWN_GROUP = ["cs", "econ", "eess", "math", "q-bio", "q-fin", "stat"];
const PHYSICS = [
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
];
const GROUP_OF_ARCHIVE = new Map([
  ...OWN_GROUP.map((archive) => [archive, archive] as const),
  ...PHYSICS.map((archive) => [archive, "physics"] as const),
]);

export function isArchive(name: string): boolean {
  return GROUP_OF_ARCHIVE.has(name);
}

/** The OAI set of a category: `cs:cs:CL`, `physics:hep-th`. */
export function oaiSetOf(category: string): string {
  const [archive = "", subject] = category.split(".");
  const group = GROUP_OF_ARCHIVE.get(archive) ?? archive;
  return subject === undefined ? `${group}:${archive}` : `${group}:${archive}:${subject}`;
}
