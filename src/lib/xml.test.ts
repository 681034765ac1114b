import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { childText, textOf } from "./xml-element.ts";
import { readXml } from "./xml.ts";

const entry = (title: string): string => `  <entry>\n    <title>${title}</title>\n  </entry>\n`;
const feed = (...entries: string[]): string =>
  `<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">\n  <title>A feed</title>\n${entries.join("")}</feed>\n`;
const titlesOf = (text: string): (string | undefined)[] =>
  readXml(text, ["entry", "item"]).value.records.map(({ element }) => childText(element, "title"));
const messagesOf = (text: string): string[] => readXml(text, ["entry", "item"]).problems.map(({ message }) => message);

describe("readXml", () => {
  test("gives each record's tree, line and text, and the rest as the root", () => {
    const { value, problems } = readXml(feed(entry("One"), entry("Two")), ["entry"]);
    expect(problems).toEqual([]);
    expect(value.isComplete).toBe(true);
    expect(childText(value.root, "title")).toBe("A feed");
    expect(value.records.map(({ line, text }) => ({ line, text }))).toEqual([
      { line: 4, text: "<entry>\n    <title>One</title>\n  </entry>" },
      { line: 7, text: "<entry>\n    <title>Two</title>\n  </entry>" },
    ]);
  });

  test("reads a record's own text again", () => {
    const [first] = readXml(feed(entry("One")), ["entry"]).value.records;
    expect(titlesOf(first?.text ?? "")).toEqual(["One"]);
  });

  test("goes by names without their prefix, whatever the namespaces", () => {
    expect(titlesOf(`<a:feed xmlns:a="urn:moved"><a:entry><a:title>One</a:title></a:entry></a:feed>`)).toEqual(["One"]);
  });

  test("joins the text of inline elements and CDATA", () => {
    const [record] = readXml(feed(entry("a <i>b</i> <![CDATA[c & <d>]]>")), ["entry"]).value.records;
    expect(record && textOf(record.element).trim()).toBe("a b c & <d>");
  });

  test.each([
    ["names of HTML", "a&nbsp;b &eacute;", "a&nbsp;b &eacute;"],
    ["stray ampersands", "AT&T & co", "AT&T & co"],
    ["the five and numbers", "&lt;&amp;&#233;&#x1F600;", "<&é😀"],
    ["numbers of no character", "a&#0;b&#xD800;c", "a\ufffdb\ufffdc"],
    ["control characters", "a\u0000b\u0007\u001b", "ab"],
    ["half a surrogate pair", "a\ud800b", "ab"],
  ])("reads on through %s", (_, written, read) => {
    expect(titlesOf(feed(entry(written), entry("Two")))).toEqual([read, "Two"]);
    expect(messagesOf(feed(entry(written)))).toEqual([]);
  });

  test("a broken record is a problem with its line and costs no other", () => {
    const text = feed(entry("One"), entry("Two <b>bold</i>"), entry("Three"));
    expect(titlesOf(text)).toEqual(["One", "Three"]);
    expect(readXml(text, ["entry"]).problems).toEqual([
      { line: 8, message: "The XML is broken: unexpected close tag." },
    ]);
    expect(readXml(text, ["entry"]).value.isComplete).toBe(true);
  });

  test.each(["a < b", "<a b=>", "</title></feed>", "<title", "]]>"])(
    "a record with %j in it costs no other",
    (broken) => {
      expect(titlesOf(feed(entry("One"), entry(broken), entry("Three")))).toEqual(["One", "Three"]);
    },
  );

  test("of a document that was cut off, the whole records are kept", () => {
    const text = feed(entry("One"), entry("Two"));
    const cut = text.slice(0, text.indexOf("Two") + 1);
    expect(titlesOf(cut)).toEqual(["One"]);
    expect(readXml(cut, ["entry"]).problems).toEqual([
      { line: 8, message: "The document ends before it is finished." },
    ]);
    expect(readXml(cut, ["entry"]).value.isComplete).toBe(false);
  });

  test("what follows the document is not read", () => {
    const text = feed(entry("One"));
    expect(titlesOf(text + text)).toEqual(["One"]);
    expect(readXml(text + text, ["entry"])).toMatchObject({
      value: { isComplete: true },
      problems: [{ line: 8 }],
    });
  });

  test.each(["", "not XML", "{}", "<!DOCTYPE html><p>Checking your browser<br></p>"])("%j has no records", (text) => {
    expect(titlesOf(text)).toEqual([]);
    expect(messagesOf(text)).not.toEqual([]);
  });

  test("never throws, whatever is fed to it", () => {
    const scrap = fc.constantFrom(
      "<entry>",
      "</entry>",
      "<feed>",
      "</feed>",
      "<title>",
      "&x;",
      "<![CDATA[",
      "]]>",
      "<!--",
      "<?xml ",
      "\u0000",
      '<a b="',
      "<!DOCTYPE x [",
      "<x:entry/>",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(scrap, fc.string({ unit: "binary", maxLength: 8 })), { maxLength: 40 }),
        (parts) => void readXml(parts.join(""), ["entry"]),
      ),
    );
  });
});

describe("hostile XML", () => {
  const inTime = (text: string): ReturnType<typeof readXml> => {
    const start = performance.now();
    const document = readXml(text, ["entry"]);
    expect(performance.now() - start).toBeLessThan(5_000);
    return document;
  };
  const laughs = Array.from(
    { length: 30 },
    (_, index) => `<!ENTITY l${index + 1} "&l${index};&l${index};&l${index};">`,
  ).join("");
  const withDoctype = (doctype: string, title: string): string =>
    feed(entry(title), entry("Two")).replace("?>", `?>${doctype}`);

  test("no entity is expanded, and the document type does no harm", () => {
    const text = withDoctype(`<!DOCTYPE feed [<!ENTITY l0 "ha">${laughs}]>`, "&l30;");
    expect(inTime(text).problems).toEqual([{ message: expect.stringContaining("mean nothing to us") as string }]);
    expect(titlesOf(text)).toEqual(["&l30;", "Two"]);
  });

  test.each([
    '<!DOCTYPE feed SYSTEM "http://127.0.0.1:9/feed.dtd">',
    '<!DOCTYPE feed PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/publish/formats/rss-0.91.dtd">',
    '<!DOCTYPE feed [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    "<!DOCTYPE feed>",
  ])("reads a feed under %s", (doctype) => {
    expect(titlesOf(withDoctype(doctype, "One"))).toEqual(["One", "Two"]);
  });

  test("a file asked for by an entity is not read", () => {
    expect(titlesOf(withDoctype('<!DOCTYPE feed [<!ENTITY x SYSTEM "file:///etc/passwd">]>', "&x;"))[0]).toBe("&x;");
  });

  test("depth, attributes and elements have limits, and the records around them stay", () => {
    const deep = entry(`${"<d>".repeat(200_000)}${"</d>".repeat(200_000)}`);
    const wide = entry(`<d ${Array.from({ length: 300_000 }, (_, index) => `a${index}=""`).join(" ")}/>`);
    const many = entry("<d/>".repeat(200_000));
    for (const bad of [deep, wide, many]) {
      expect(inTime(feed(entry("One"), bad, entry("Three"))).problems).toMatchObject([
        { message: expect.stringContaining("more than") as string },
      ]);
      expect(titlesOf(feed(entry("One"), bad, entry("Three")))).toEqual(["One", "Three"]);
    }
  });

  test("names of object internals are names like others", () => {
    const { value } = inTime(`<feed><entry __proto__="x" constructor="y"><__proto__>z</__proto__></entry></feed>`);
    expect(childText(value.records[0]?.element, "__proto__")).toBe("z");
    expect(Object.prototype).not.toHaveProperty("x");
  });

  test("a document of nothing but mistakes is given up", () => {
    expect(inTime("<entry><a></b></entry>".repeat(50_000)).problems.length).toBeLessThanOrEqual(101);
  });
});
