/** A paper as all engines of a comparison get it. Its texts hold no tabs and no line ends. */
export interface Paper {
  readonly key: number;
  readonly title: string;
  readonly authors: string;
  readonly abstract: string;
  readonly categories: readonly string[];
  /** Days since 1970-01-01. */
  readonly day: number;
}

/** One line of tab-separated fields, without its end. */
export function formatPaper({ key, day, categories, title, authors, abstract }: Paper): string {
  return [key, day, categories.join(" "), title, authors, abstract].join("\t");
}

export function parsePaper(line: string): Paper {
  const [key, day, categories = "", title = "", authors = "", abstract = ""] = line.split("\t");
  return { key: Number(key), day: Number(day), categories: categories.split(" "), title, authors, abstract };
}
