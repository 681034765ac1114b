import { parseArxivId, parseIdentifier, repairsOfArxivId, type Identifier } from "../../domain/identifier.ts";
import type { Author, PaperFacts, PaperLinks } from "../../domain/paper.ts";
import type { Sighting } from "../../domain/sighting.ts";
import { addDays, parseDay, type Day } from "../../lib/day.ts";
import { readJsonArray, type JsonItem } from "../../lib/json-array.ts";
import type { Parsed } from "../../lib/parsed.ts";
import { texToText } from "../../lib/tex.ts";
import { cleanLine, cleanText } from "../../lib/text.ts";
import { credibleDay } from "../credible-day.ts";
import { dailyItem, withoutPeople, type DailyItem } from "./daily-item.ts";

export interface DailyPage {
  readonly sightings: readonly Sighting[];
  /** How many items the page has, readable or not. */
  readonly itemCount: number;
  /** Whose papers these were, when it was not the day that was asked for. */
  readonly otherDay: Day | undefined;
  /** Nothing was cut off. */
  readonly isComplete: boolean;
}

/**
 * Reads a page of the papers featured on a day. A page whose papers all were featured on other days is a page of another
 * day, given for want of one: it counts as empty.
 */
export function parseDaily(text: string, day: Day): Parsed<DailyPage> {
  const { value: list, problems } = readJsonArray(text);
  const read = list.items.map((item) => parseItem(item, day));
  const itemCount = list.items.length + problems.length;
  const allProblems = [...problems, ...read.flatMap((item) => item.problems)];
  const featuredDays = read.flatMap(({ value }) => value?.featuredOn ?? []);
  const otherDay = featuredDays.includes(day) ? undefined : featuredDays[0];
  if (otherDay !== undefined) {
    const message = `Hugging Face was asked for ${day} and answered with the papers of ${otherDay}; they were left out.`;
    return {
      value: { sightings: [], itemCount: 0, otherDay, isComplete: list.isComplete },
      problems: [...allProblems, { message }],
    };
  }
  const sightings = read.flatMap(({ value }) => value?.sighting ?? []);
  return {
    value: { sightings, itemCount, otherDay, isComplete: list.isComplete },
    problems: allProblems,
  };
}

interface Feature {
  readonly sighting: Sighting;
  /** The day that the item itself tells. */
  readonly featuredOn: Day | undefined;
}

function parseItem({ value, line }: JsonItem, day: Day): Parsed<Feature | undefined> {
  const { data: item } = dailyItem.safeParse(value);
  if (!item)
    return {
      value: undefined,
      problems: [{ line, message: "This item has no paper with an id; it was left out." }],
    };
  const { id } = item.paper;
  const title = lineOf(item.paper.title) ?? lineOf(item.title);
  const key = readKey(id.trim());
  if (title === undefined || !key) {
    const lack = title === undefined ? "title" : "usable id";
    return {
      value: undefined,
      problems: [{ line, where: id, message: `This item has no ${lack}; it was left out.` }],
    };
  }
  const { identifiers, sourceKey, damagedArxivId } = key;
  const sighting: Sighting = {
    source: "hugging-face",
    sourceKey,
    damagedArxivId,
    facts: { identifiers, title, ...readFacts(item, day) },
    appearances: [{ day, kind: "featured" }],
    record: { format: "hugging-face", text: withoutPeople(value) },
  };
  return {
    value: { sighting, featuredOn: parseDay((item.paper.submittedOnDailyAt ?? "").slice(0, 10)) },
    problems: [],
  };
}

interface ItemKey {
  readonly sourceKey: string;
  readonly identifiers: readonly Identifier[];
  readonly damagedArxivId?: string | undefined;
}

function readKey(id: string): ItemKey | undefined {
  const arxiv = parseArxivId(id);
  if (arxiv) return { sourceKey: arxiv.id, identifiers: [{ scheme: "arxiv", value: arxiv.id }] };
  if (repairsOfArxivId(id).length > 0) return { sourceKey: id, identifiers: [], damagedArxivId: id };
  if (!/^[\w.-]{1,100}$/.test(id)) return undefined;
  const page = parseIdentifier(`https://huggingface.co/papers/${id}`);
  return page && { sourceKey: id, identifiers: [page] };
}

function readFacts(item: DailyItem, day: Day): Omit<PaperFacts, "identifiers" | "title"> {
  const { paper } = item;
  return {
    abstract: textOf(paper.summary) ?? textOf(item.summary),
    summary: textOf(paper.ai_summary),
    authors: readAuthors(paper.authors ?? []),
    published: credibleDay(paper.publishedAt, addDays(day, 1)),
    withdrawal: paper.withdrawnAt === undefined || paper.withdrawnAt === null ? undefined : {},
    organization: [paper.organization, item.organization]
      .map((one) => lineOf(one?.fullname) ?? lineOf(one?.name))
      .find((name) => name !== undefined),
    links: readLinks(paper),
    counts: {
      votes: paper.upvotes ?? undefined,
      comments: item.numComments ?? undefined,
      stars: paper.githubStars ?? undefined,
    },
  };
}

function readAuthors(
  authors: readonly ({ name: string; hidden?: boolean | null | undefined } | null)[],
): Author[] | undefined {
  const shown = authors.filter((author) => author !== null && author.hidden !== true);
  const names = shown.map((author) => lineOf(author?.name)).filter((name) => name !== undefined);
  return names.length === 0 ? undefined : names.map((name) => ({ name }));
}

function readLinks({ githubRepo, projectPage }: DailyItem["paper"]): PaperLinks | undefined {
  const [code, project] = [webAddress(githubRepo?.trim().replace(/(?:\.git)?\/*$/, "")), webAddress(projectPage)];
  return code === undefined && project === undefined ? undefined : { code, project };
}

function webAddress(text: string | null | undefined): string | undefined {
  const url = URL.parse(text?.trim() ?? "");
  const isWeb = url !== null && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
  return isWeb ? url.href : undefined;
}

function lineOf(text: string | null | undefined): string | undefined {
  const line = cleanLine(texToText(text ?? ""));
  return line === "" ? undefined : line;
}

function textOf(text: string | null | undefined): string | undefined {
  const cleaned = cleanText(texToText(text ?? ""));
  return cleaned === "" ? undefined : cleaned;
}
