import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { splitMath, texToText } from "./tex.ts";

const formulas = (text: string): string[] =>
  splitMath(text).flatMap((part) => (part.kind === "math" ? [part.source] : []));

describe("TeX in a text", () => {
  test.each([
    [String.raw`Erd{\H o}s, \'Etude, \"{a}, K\"ahler, \^{\i}le, na\"{\i}ve`, "Erdős, Étude, ä, Kähler, île, naïve"],
    [String.raw`\c{c} \c c \v{s} \v s \u{g} \r{a} \k{e} \d{h} \=a \.Z`, "ç ç š š ğ å ę ḥ ā Ż"],
    [String.raw`{\o}re Stra\ss e \L{}ukasz \AA rhus \ae{}on`, "øre Straße Łukasz Århus æon"],
    [String.raw`Nguy\~{\^e}n`, "Nguyễn"],
    [String.raw`\textit{a} \emph{\textbf{b}} {\em c} \textsc{d} \mbox{e}`, "a b c d e"],
    [
      String.raw`\url{https://example.org/~u_x%20} \href{https://example.org}{text}`,
      "https://example.org/~u_x%20 text",
    ],
    [String.raw`50\% of \#1 A\&B snake\_case \$5 \{x\} \~{}`, "50% of #1 A&B snake_case $5 {x} ~"],
    ["``quoted'' at 5'' and Fig.~1, pages 1--5, a---b", "“quoted” at 5'' and Fig. 1, pages 1–5, a—b"],
    ["{BERT}: {P}re-training of {{Deep}} Models", "BERT: Pre-training of Deep Models"],
    ["the {$k$-means} of $x_{1}$ and {K}-means", "the $k$-means of $x_{1}$ and K-means"],
  ])("becomes plain text: %s", (tex, text) => {
    expect(texToText(tex)).toBe(text);
  });

  test.each([
    String.raw`\cite{a}{b} \foo \macro{x} C:\dir`,
    String.raw`$\"{x} -- {a}~b$ and \(\emph{x}\) and $$\%$$`,
    "labels in {0, 1}, about ~5%, run it --fast, https://example.org/~user",
    "{ unbalanced } } { \\",
    String.raw`ends in \'`,
  ])("stays when it is no TeX, not known, or a formula: %s", (text) => {
    const expected = text.replace("{ unbalanced }", " unbalanced ");
    expect(texToText(text)).toBe(expected);
  });
});

describe("formulas", () => {
  test.each([
    ["$x$ and $y_1$, $z$.", ["$x$", "$y_1$", "$z$"]],
    ["price $5 and $6", []],
    ["from $5-$10 or US$5/month", []],
    ["it costs $5 and $x$ is free", ["$x$"]],
    ["$ x$ and $x $", []],
    ["$a$$b$", ["$a$", "$b$"]],
    [String.raw`\$x$ and $\$5$`, [String.raw`$\$5$`]],
    [String.raw`$$a$$ \(b\) \[c\] \\(d\\)`, ["$$a$$", String.raw`\(b\)`, String.raw`\[c\]`]],
    ["$a\n\nb$ and $$ $$ and \\(a", []],
    ["$a\nb$", ["$a\nb$"]],
  ])("are found by pandoc's rule: %s", (text, expected) => {
    expect(formulas(text)).toEqual(expected);
  });

  test("come without their delimiters and say whether they are displayed", () => {
    expect(splitMath("a $$b$$ c")).toEqual([
      { kind: "text", text: "a " },
      { kind: "math", tex: "b", isDisplay: true, source: "$$b$$" },
      { kind: "text", text: " c" },
    ]);
  });
});

const texLike = fc.array(
  fc.constantFrom(
    "$",
    "$$",
    "\\",
    "{",
    "}",
    "\\(",
    "\\)",
    "a",
    " ",
    "\n",
    "\\'",
    "\\o",
    "~",
    "--",
    "``",
    "''",
    "\\url",
    "5",
  ),
);

test("no text is lost when it is split", () => {
  fc.assert(
    fc.property(texLike, (pieces) => {
      const text = pieces.join("");
      expect(
        splitMath(text)
          .map((part) => (part.kind === "text" ? part.text : part.source))
          .join(""),
      ).toBe(text);
    }),
  );
});

test("formulas survive the conversion of the text around them", () => {
  fc.assert(
    fc.property(texLike, (pieces) => {
      const text = texToText(pieces.join(""));
      for (const source of formulas(pieces.join("")))
        if (!/\\url|\\href/.test(pieces.join(""))) expect(text).toContain(source);
    }),
  );
});

test.each(["{", "}", "\\(", "$a ", "$$", "\\'", "\\'{", "{}", "\\foo{", "``", "~", "$\n ", "\\url{"])(
  "reading %j fifty thousand times is quick",
  (piece) => {
    const started = performance.now();
    texToText(piece.repeat(50_000));
    expect(performance.now() - started).toBeLessThan(3_000);
  },
);
