import { afterAll, describe, expect, onTestFinished, test } from "vitest";
import { createMathRenderer } from "./math.ts";
import { renderText } from "./math-text.ts";

/** Patient, since a busy machine may take its time to start the thread. */
const renderer = createMathRenderer({ pageDeadlineMs: 10_000 });
afterAll(() => renderer[Symbol.asyncDispose]());

async function show(text: string): Promise<string> {
  return renderText(text, await renderer.prepare([text])).toString();
}

describe("formulas in text", () => {
  test("become MathML, and the text around them is escaped", async () => {
    expect(await show("if $x < y^2$ & so on")).toMatch(/^if <math>.*<mi>x<\/mi>.*&lt;.*<\/math> &amp; so on$/);
  });

  test("stand on a line of their own when displayed", async () => {
    expect(await show("$$\\sum_i x_i$$")).toContain('display="block"');
  });

  test.each([
    ["a macro definition", "$\\def\\x{\\x\\x}\\x$"],
    ["an assignment", "$\\let\\a=b$"],
    ["a link", "$\\href{https://example.org}{x}$"],
    ["a reference", "$\\ref{x}$"],
    ["a style", "$\\style{color:red}{x}$"],
    ["an unknown command", "$\\nosuchcommand$"],
    ["an unfinished group", "$\\frac{a$"],
    ["more than 1,000 characters", `$${"x".repeat(1_001)}$`],
    ["more than 50 groups within each other", `$${"{".repeat(51)}x${"}".repeat(51)}$`],
    ["deep nesting without braces", `$${"\\sqrt".repeat(190)} x$`],
    ["mark-up in a text", "$\\text{<script>alert(1)</script>}$ and <b>"],
  ])("never bring anything but MathML into the page: %s", async (_what, text) => {
    const html = await show(text);
    expect(html.replace(/<\/?m[a-z]+(?: [a-z]+="[^"<>]*")*>/g, "")).not.toMatch(/[<>]/);
    expect(html).not.toMatch(/ (?:style|href|id|on\w+)=/);
  });

  test("show their source when they may not be rendered", async () => {
    expect(await show("so $\\def\\x{<i>}$")).toBe("so $\\def\\x{&lt;i&gt;}$");
  });

  test("are rendered fifty a text, the rest shown as source", async () => {
    const html = await show(Array.from({ length: 60 }, (_, index) => `$x_{${index}}$`).join(" "));
    expect(html.match(/<math>/g)).toHaveLength(50);
    expect(html).toContain("$x_{50}$");
  });

  test("may name characters by number, as arXiv's do", async () => {
    expect(await show("$\\unicode{x2013}$ $5\\unicode{x0025}$")).toMatch(/<math>.*–.*<\/math> <math>.*%.*<\/math>/);
  });

  test.each([
    "$\\rule{99999em}{1em}$",
    "$\\raise99em x$",
    "$\\lower 99em x$",
    "$\\raisebox{99em}{x}$",
    "$a \\above{99em} b$",
    `$${"\\frac{1}{1+".repeat(45)}2${"}".repeat(45)}$`,
  ])("show their source when they would leave their line: %s", async (source) => {
    expect(await show(source)).toBe(source);
  });

  test.each(["\\kern", "\\hskip", "\\hspace", "\\mkern", "\\mskip"])(
    "hold no space wider than 3 em: %s",
    async (space) => {
      const unit = space.startsWith("\\m") ? "mu" : "em";
      const [, width] = /<mspace width="([^"]*)"/.exec(await show(`$a${space}{99999${unit}}b$`)) ?? [];
      expect(width).toBe("3em");
    },
  );

  test("may be nested as deeply as people write", async () => {
    expect(await show(`$${"\\frac{1}{1+".repeat(12)}x${"}".repeat(12)}$`)).toMatch(/^<math>/);
  });
});

describe("a renderer under attack", () => {
  test("stops a formula at its deadline, remembers it, and goes on with the next", async () => {
    const strict = createMathRenderer({ formulaDeadlineMs: 1, pageDeadlineMs: 10_000 });
    onTestFinished(() => strict[Symbol.asyncDispose]());
    const slow = `$${"\\begin{matrix}a&b\\end{matrix}".repeat(34)}$`;
    const first = await strict.prepare([slow]);
    const started = performance.now();
    const second = await strict.prepare([slow]);
    expect([first.size, second.size]).toEqual([0, 0]);
    expect(performance.now() - started).toBeLessThan(50);
  });

  test("answers within the page deadline and has the rest for the next page", async () => {
    const late = createMathRenderer({ pageDeadlineMs: 1 });
    onTestFinished(() => late[Symbol.asyncDispose]());
    expect((await late.prepare(["$a+b$"])).size).toBe(0);
    await expect.poll(async () => (await late.prepare(["$a+b$"])).size, { timeout: 10_000 }).toBe(1);
  });

  test("answers after it was closed", async () => {
    const closed = createMathRenderer();
    await closed[Symbol.asyncDispose]();
    expect((await closed.prepare(["$a$"])).size).toBe(0);
  });
});

test("many pages asking for one formula at once get one rendering", async () => {
  const pages = await Promise.all(Array.from({ length: 20 }, () => renderer.prepare(["$\\alpha+\\omega$"])));
  expect(new Set(pages.map((page) => page.get("$\\alpha+\\omega$")?.toString())).size).toBe(1);
});
