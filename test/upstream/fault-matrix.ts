import * as body from "./body-faults.ts";
import * as faults from "./faults.ts";
import * as meaning from "./meaning-faults.ts";

type Fault = faults.Fault;

const TENTHS = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Everything that can go wrong between an upstream and us, by name, for tests that want all of it. */
export const STATUS_FAULTS: Readonly<Record<string, () => Fault>> = {
  ...Object.fromEntries(
    [304, 400, 401, 403, 404, 410, 500, 502, 503].map((code) => [`status ${code}`, () => faults.status(code)]),
  ),
  "429 without Retry-After": () => faults.rateLimited(),
  "429 with seconds": () => faults.rateLimited("7"),
  "429 with a date": () => faults.rateLimited("Wed, 21 Oct 2099 07:28:00 GMT"),
  "429 with a date in the past": () => faults.rateLimited("Wed, 21 Oct 2015 07:28:00 GMT"),
  "429 with a billion seconds": () => faults.rateLimited("1000000000"),
  "429 with junk": () => faults.rateLimited("soon"),
  "503 with seconds": () => faults.status(503, { retryAfter: "5" }),
  "page for people": () => faults.htmlPage(),
  "redirect loop": () => faults.redirectLoop(),
  "redirect inwards": () => faults.redirect("http://169.254.169.254/latest/meta-data/", 302),
};

export const BODY_FAULTS: Readonly<Record<string, () => Fault>> = {
  "empty body": () => body.emptyBody(),
  ...Object.fromEntries(TENTHS.map((tenth) => [`document cut at ${tenth}0 %`, () => body.truncated(tenth / 10)])),
  "gzip cut in half": () => body.truncatedGzip(0.5),
  "gzip that is none": () => body.falseGzip(),
  "three encodings": () => body.nestedGzip(3),
  "length too long": () => faults.wrongLength(100),
  "length too short": () => faults.wrongLength(-100),
  "reset in mid-body": () => faults.resetMidBody(0.5),
  "Latin-1 bytes": () => body.wrongEncoding("latin1"),
  "UTF-16 bytes": () => body.wrongEncoding("utf16le"),
  "Latin-1 header": () => body.falseCharset("iso-8859-1"),
  "byte order mark": () => body.byteOrderMark(),
  "control characters": () => body.controlCharacters(),
  "two documents": () => body.twoDocuments(),
  "empty object": () => body.emptyObject(),
  "not a number": () => body.notANumber(),
  "deep nesting": () => body.deepNesting(100_000),
  "duplicate keys": () => body.duplicateKeys(),
  "entity bomb": () => body.entityBomb(),
  "external entity": () => body.externalEntity("file:///etc/hostname"),
  "harmless document type": () => body.harmlessDocumentType(),
};

/** Heavy ones: megabytes of memory or seconds of waiting each. */
export const HEAVY_FAULTS: Readonly<Record<string, () => Fault>> = {
  "gzip bomb": () => body.bomb(100),
  "brotli bomb": () => body.bomb(100, "br"),
  "huge body": () => body.hugeBody(30),
  "endless body": () => faults.endlessBody(),
  "slow drip": () => faults.slowDrip(1),
  silence: () => faults.silence(),
};

export const MEANING_FAULTS: Readonly<Record<string, () => Fault>> = {
  "empty page": () => meaning.emptyPage(),
  "repeated page": () => meaning.repeatedPage(),
  "reversed order": () => meaning.reversedOrder(),
  "wrong total": () => meaning.wrongTotal(1_000_000),
  "token expired": () => meaning.tokenExpired(),
  "token loop": () => meaning.tokenLoop(),
  "empty last token": () => meaning.emptyLastToken(),
  "link loop": () => meaning.linkLoop(),
  "dates before 1970": () => meaning.datesBackwards(),
  "dates in the future": () => meaning.datesInFuture(),
  "dates without zone": () => meaning.datesWithoutZone(),
  "title missing": () => meaning.missingField("title"),
  "id missing": () => meaning.missingField("id"),
  "authors missing": () => meaning.missingField("authors"),
  "field types changed": () => meaning.changedFieldTypes(),
  "unknown fields": () => meaning.unknownFields(),
  "namespaces changed": () => meaning.changedNamespaces(),
  "ids damaged": () => meaning.damagedIds(),
};
