import { changedText } from "./body-faults.ts";
import { withHeaders, type Fault } from "./faults.ts";
import type { Page } from "./page.ts";

const RECORDS = /[ \t]*<(record|entry|item)>[^]*?<\/\1>\n?/g;
const TOKEN = /(<resumptionToken[^>]*>)([^<]*)(<\/resumptionToken>)/;

type Item = Record<string, unknown> & { paper: Record<string, unknown> };

/** Changes every record of a page: as text in XML, as an item in JSON. Undefined leaves it out. */
function eachRecord(changeXml: (xml: string) => string, changeItem: (item: Item) => void): Fault {
  return changedText((text) => {
    if (!text.startsWith("[")) return text.replaceAll(RECORDS, changeXml);
    const items = JSON.parse(text) as Item[];
    for (const item of items) changeItem(item);
    return JSON.stringify(items);
  });
}

/** A page without records where there should be some; what leads to the next page stays. */
export const emptyPage = (): Fault =>
  changedText((text) => (text.startsWith("[") ? "[]" : text.replaceAll(RECORDS, "")));

/** Every page but the first repeats the one before it. */
export function repeatedPage(): Fault {
  let earlier: Page | undefined;
  return (right) => {
    const answer = earlier ? { ...right, body: earlier.body } : right;
    earlier = right;
    return answer;
  };
}

export const reversedOrder = (): Fault =>
  changedText((text) => {
    if (text.startsWith("[")) return JSON.stringify((JSON.parse(text) as unknown[]).toReversed());
    const records = text.match(RECORDS) ?? [];
    return text.replaceAll(RECORDS, () => records.pop() ?? "");
  });

/** Totals that are not those of the list. */
export const wrongTotal = (total: number): Fault =>
  changedText((text) => text.replace(/(<opensearch:totalResults>)\d+/, `$1${total}`));

/** A server that has forgotten the token: `badResumptionToken`, in HTTP 200. */
export function tokenExpired(): Fault {
  return (right, { url }) => {
    if (!url.searchParams.has("resumptionToken")) return right;
    const error = '<error code="badResumptionToken">The token has expired.</error>';
    return changedText((text) => text.replace(/<ListRecords>[^]*<\/ListRecords>/, error))(right, {
      url,
      headers: {},
    });
  };
}

/** The token of a page leads to that same page, for ever. */
export function tokenLoop(): Fault {
  let first: string | undefined;
  return (right, request) => {
    first ??= TOKEN.exec(right.body.toString("utf8"))?.[2];
    const token = first;
    return token === undefined ? right : changedText((text) => loopToken(text, token))(right, request);
  };
}

function loopToken(text: string, token: string): string {
  const element = `<resumptionToken>${token}</resumptionToken>`;
  return TOKEN.test(text) ? text.replace(TOKEN, element) : text.replace("</ListRecords>", `${element}</ListRecords>`);
}

/** The last page ends with an empty token, as the protocol allows. */
export const emptyLastToken = (): Fault =>
  changedText((text) => (TOKEN.test(text) ? text : text.replace("</ListRecords>", "<resumptionToken/></ListRecords>")));

/** Every date of a record becomes this day. */
export function everyDate(day: string): Fault {
  return eachRecord(
    (xml) => xml.replaceAll(/\d{4}-\d{2}-\d{2}(?=[T<])/g, day),
    (item) => {
      item["publishedAt"] = `${day}T00:00:00.000Z`;
      item.paper["publishedAt"] = item["publishedAt"];
      item.paper["submittedOnDailyAt"] = item["publishedAt"];
    },
  );
}

export const datesBackwards = (): Fault => everyDate("1969-12-30");
export const datesInFuture = (): Fault => everyDate("2999-01-01");

export const datesWithoutZone = (): Fault =>
  changedText((text) => text.replaceAll(/(T\d{2}:\d{2}:\d{2}(?:\.\d+)?)(?:Z|[+-]\d{2}:\d{2})/g, "$1"));

/** Leaves a field out of every record: an element's name in XML, a property's in JSON. */
export function missingField(name: string): Fault {
  const element = new RegExp(`<${name}(?:\\s[^>]*)?(?:/>|>[^]*?</${name}>)`, "g");
  return eachRecord(
    (xml) => xml.replaceAll(element, ""),
    (item) => {
      delete item[name];
      delete item.paper[name];
    },
  );
}

/** Texts become numbers, numbers texts, lists null; XML elements get an element inside. */
export function changedFieldTypes(): Fault {
  return eachRecord(
    (xml) => xml.replaceAll(/<title>([^<]*)<\/title>/g, "<title><b>$1</b></title>"),
    ({ paper }) => {
      for (const [name, value] of Object.entries(paper)) paper[name] = name === "id" ? value : otherType(value);
    },
  );
}

function otherType(value: unknown): unknown {
  if (typeof value === "number") return String(value);
  return typeof value === "string" ? 7 : null;
}

export function unknownFields(): Fault {
  return eachRecord(
    (xml) => xml.replace(/<(title|id)>/, '<later xmlns="https://example.org/later"><x y="1"/></later>$&'),
    (item) => Object.assign(item, { later: { x: [1] } }, { paper: { ...item.paper, later: null } }),
  );
}

/** The same elements under prefixes and namespaces nobody announced. */
export const changedNamespaces = (): Fault =>
  changedText((text) => text.replaceAll(/(xmlns(?::\w+)?=")(https?:\/\/[^"]+)/g, "$1$2changed/"));

/** Ids as a spreadsheet or a JSON number leaves them: zeros at the end of the number are gone. */
export const damagedIds = (): Fault =>
  eachRecord(
    (xml) => xml.replaceAll(/(\d{4}\.\d+?)0+(?=v\d|<)/g, "$1"),
    (item) => {
      item.paper["id"] = String(Number(item.paper["id"]));
    },
  );

/** Links to the next page that lead back to this one. */
export function linkLoop(): Fault {
  return (right, { url }) => withHeaders(right, { link: `<${url.href}>; rel="next"` });
}
