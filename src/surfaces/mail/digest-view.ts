import type { DigestContent } from "../../daily/digest-content.ts";
import { cutBetweenWords, extractOf } from "../../daily/digest-extract.ts";
import { traitInWords } from "../../daily/trait-words.ts";
import { USUAL_MIX } from "../../daily/trending.ts";
import type { Paper } from "../../domain/paper.ts";
import { weekday, type Day } from "../../lib/day.ts";
import { withPlainFormulas } from "../../lib/formula-text.ts";
import { counted, formatNumber, formatPartialDate } from "../../lib/words.ts";
import type { DigestPaper } from "../../store/outbox-store.ts";
import type { StoredPaper } from "../../store/store.ts";
import type { StoredGuess } from "../../store/trending-store.ts";
import { dayAddress, paperAddress, webAddress } from "./mail-addresses.ts";

/** A paper as a digest prints it: plain words, formulas as text. */
export interface PaperView {
  readonly title: string;
  readonly address: string;
  readonly authors: string;
  readonly kicker: string;
  /** Empty where nobody wrote an abstract. */
  readonly extract: string;
  /** Why it is here, and what others did: `163 votes on Hugging Face`. */
  readonly reason: string;
  readonly links: readonly { readonly name: string; readonly address: string }[];
}

export interface BriefView {
  readonly title: string;
  readonly address: string;
  readonly note: string;
}

/** All that a digest says, before it is set as HTML or as text. */
export interface DigestView {
  readonly subject: string;
  /** What a list of mails shows behind the subject. */
  readonly preheader: string;
  readonly headline: string;
  readonly scope: string;
  readonly papers: readonly PaperView[];
  readonly brief: readonly BriefView[];
  /** Empty when everything is named. */
  readonly more: string;
  readonly editionAddress: string;
}

const AUTHORS_NAMED = 4;
const SUBJECT_TITLE = 64;
const MAX_TITLE = 240;
const MAX_AUTHORS = 200;
const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

export type Guesses = ReadonlyMap<number, StoredGuess>;

interface Known {
  readonly papers: ReadonlyMap<number, StoredPaper>;
  readonly guesses: Guesses;
}

/** A paper with what its reason depends on. */
interface Reasons {
  readonly paper: Paper;
  readonly isAgain: boolean;
  readonly guess: StoredGuess | undefined;
}

export function viewDigest(
  content: DigestContent,
  picks: readonly DigestPaper[],
  { papers: stored, guesses }: Known,
  site: string,
): DigestView {
  const again = new Set<number>(content.again);
  const found = picks.flatMap(({ key, isBrief }) => {
    const paper = stored.get(key)?.paper;
    return paper ? [{ paper, isBrief, isAgain: again.has(key), guess: guesses.get(key) }] : [];
  });
  const full = found.filter(({ isBrief }) => !isBrief);
  const brief = found.filter(({ isBrief }) => isBrief);
  const titles = (full.length > 0 ? full : brief).map(({ paper }) => titleOf(paper));
  return {
    subject: subjectOf(titles, found.length + content.more, content),
    preheader: cutBetweenWords(titles.slice(1).join(" · "), 140),
    headline: formatDays(content),
    scope: scopeOf(content),
    papers: full.map((reasons) => viewPaper(reasons, content, site)),
    brief: brief.map(({ paper, isAgain }) => ({
      title: titleOf(paper),
      address: paperAddress(site, paper.id),
      note: isAgain ? stateOf(paper) : "",
    })),
    more: content.more === 0 ? "" : `and ${counted(content.more, "more paper")}`,
    editionAddress: dayAddress(site, content.last),
  };
}

const titleOf = (paper: Paper): string => cutBetweenWords(withPlainFormulas(paper.title), MAX_TITLE);

/** The best title, how many more, and the day: `Attention is back, and 9 more papers · 24 August`. */
function subjectOf(titles: readonly string[], total: number, content: DigestContent): string {
  const day = formatPartialDate(content.last).replace(/ \d{4}$/, "");
  const [best] = titles;
  if (best === undefined) return `No papers for you today · ${day}`;
  const title = cutBetweenWords(best, SUBJECT_TITLE);
  return total === 1 ? `${title} · ${day}` : `${title}, and ${counted(total - 1, "more paper")} · ${day}`;
}

const weekdayName = (day: Day): string => WEEKDAYS[weekday(day) - 1] ?? "";

function formatDays({ first, last, frequency }: DigestContent): string {
  if (frequency !== "weekly" || first === last) return `${weekdayName(last)}, ${formatPartialDate(last)}`;
  const [from, to] = [formatPartialDate(first), formatPartialDate(last)];
  const sameYear = first.slice(0, 4) === last.slice(0, 4);
  return `${sameYear ? from.replace(/ \d{4}$/, "") : from} to ${to}`;
}

function scopeOf({ categories, q }: DigestContent): string {
  const parts = [q === "" ? "" : `search “${q}”`, categories.join(", ")].filter((part) => part !== "");
  return parts.length === 0 ? "All fields" : parts.join(" in ");
}

function viewPaper(reasons: Reasons, content: DigestContent, site: string): PaperView {
  const { paper } = reasons;
  const abstract = withPlainFormulas(paper.abstract ?? paper.summary ?? "");
  const code = webAddress(paper.links.code);
  const project = webAddress(paper.links.project);
  const arxiv = paper.identifiers.find(({ scheme }) => scheme === "arxiv")?.value;
  const { stars } = paper.counts;
  return {
    title: titleOf(paper),
    address: paperAddress(site, paper.id),
    authors: cutBetweenWords(authorsOf(paper), MAX_AUTHORS),
    kicker: [
      paper.organization && cutBetweenWords(paper.organization, 80),
      paper.categories.slice(0, 3).join(" "),
      arxiv && `arXiv ${arxiv}`,
    ]
      .filter((part) => part !== undefined && part !== "")
      .join(" · "),
    // Somebody else's words are never passed off as the authors' own.
    extract: paper.abstract === undefined && abstract !== "" ? `Summary: ${extractOf(abstract)}` : extractOf(abstract),
    reason: reasonOf(reasons, content),
    links: [
      ...(code === undefined
        ? []
        : [{ name: stars === undefined ? "Code" : `Code ★ ${formatNumber(stars)}`, address: code }]),
      ...(project === undefined ? [] : [{ name: "Project", address: project }]),
      ...(arxiv === undefined ? [] : [{ name: "PDF", address: `https://arxiv.org/pdf/${arxiv}` }]),
    ],
  };
}

function authorsOf({ authors, authorCount }: Paper): string {
  if (authors.length === 0) return authorCount > 0 ? counted(authorCount, "author") : "";
  const names = authors.slice(0, AUTHORS_NAMED).map(({ name }) => name);
  const others = Math.max(authorCount, authors.length) - names.length;
  return others === 0 ? names.join(", ") : `${names.join(", ")} and ${counted(others, "other")}`;
}

/** What became of a paper since the reader had it. */
function stateOf(paper: Paper): string {
  if (paper.withdrawal) return "withdrawn since we sent it";
  if (paper.journalReference !== undefined)
    return `published since we sent it: ${cutBetweenWords(paper.journalReference, 80)}`;
  const version = paper.versions.at(-1)?.number ?? 1;
  return version > 1 ? `version ${version} since we sent it` : "changed since we sent it";
}

/** Counts are always said to be those of the site that counted. */
function reasonOf({ paper, isAgain, guess }: Reasons, { q, categories }: DigestContent): string {
  const isFeatured = paper.seenIn.some(({ source }) => source === "hugging-face" || source === "sample");
  const { votes } = paper.counts;
  const matching = paper.categories.find((category) => categories.includes(category));
  const parts = [
    isAgain ? stateOf(paper) : "",
    votes === undefined || votes === 0 ? "" : `${counted(votes, "vote")}${isFeatured ? " on Hugging Face" : ""}`,
    guess === undefined || isOutdone(guess, votes) ? "" : guessInWords(guess),
    q === "" ? "" : `matches “${cutBetweenWords(q, 40)}”`,
    matching === undefined ? "" : `in ${matching}`,
  ].filter((part) => part !== "");
  const text = parts.length === 0 ? "new on this day" : parts.join(" · ");
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether what was counted has done more for a paper's place than the guess. */
const isOutdone = ({ votes: guessed }: StoredGuess, votes = 0): boolean =>
  (1 - USUAL_MIX) * votes >= USUAL_MIX * guessed || Math.round(guessed) < 1;

/** `a guess of 12 votes, mostly for the words of title and abstract`. */
function guessInWords({ votes, reasons }: StoredGuess): string {
  const [most] = reasons.toSorted((a, b) => b.votes - a.votes).filter((reason) => reason.votes > 0);
  const words = `a guess of ${counted(Math.round(votes), "vote")}`;
  return most === undefined ? words : `${words}, mostly for ${traitInWords(most.trait)}`;
}
