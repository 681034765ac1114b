import { expect, test } from "vitest";
import { escapeHtml, joinHtml, type SafeHtml, safeHtml } from "./html.ts";

test("text is escaped for elements and attributes", () => {
  expect(escapeHtml(`<a href="x">'&'</a>`).toString()).toBe("&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
});

test("a template escapes text and numbers, and leaves markup alone", () => {
  const name = "<Ada>";
  expect(safeHtml`<b title="${name}">${safeHtml`<i>${name}</i>`} ${7}</b>`.toString()).toBe(
    '<b title="&lt;Ada&gt;"><i>&lt;Ada&gt;</i> 7</b>',
  );
});

test("an object that only claims to be markup is escaped all the same", () => {
  const forged = JSON.parse('{"isEscaped": true}') as SafeHtml;
  forged.toString = () => "<script>";
  expect(safeHtml`${forged}`.toString()).toBe("&lt;script&gt;");
});

test("pieces are joined by a separator that is escaped", () => {
  expect(joinHtml([safeHtml`<b>1</b>`, escapeHtml("<2>")], " & ").toString()).toBe("<b>1</b> &amp; &lt;2&gt;");
});
