import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { formulaToText, withPlainFormulas } from "./formula-text.ts";

describe("formulas as plain text", () => {
  test.each([
    ["O(n^2)", "O(n²)"],
    ["x_{i}^{n+1}", "xᵢⁿ⁺¹"],
    ["\\alpha \\leq \\beta", "α ≤ β"],
    ["\\frac{a+b}{2}", "(a+b)/2"],
    ["\\frac12", "1/2"],
    ["\\sqrt{n}", "√n"],
    ["\\mathcal{O}(\\log n)", "O(log n)"],
    ["\\mathbf{x} \\in \\mathbb{R}^d", "x ∈ Rᵈ"],
    ["10^{-5}", "10⁻⁵"],
    ["e^{\\lambda t}", "e^(λ t)"],
    ["90^\\circ", "90°"],
    ["\\left( a,\\, b \\right)", "( a, b )"],
    ["p\\%", "p%"],
    ["\\operatorname*{argmax}_\\theta", "argmax_θ"],
    ["\\{0, 1\\}", "{0, 1}"],
    ["a} + b", "a + b"],
  ])("%s reads %s", (tex, text) => expect(formulaToText(tex)).toBe(text));

  test("text around formulas stays, and prices are no formulas", () => {
    expect(withPlainFormulas("Runs in $O(n)$ time for $5 and $6.")).toBe("Runs in O(n) time for $5 and $6.");
  });

  test("no formula is too odd", () => {
    const odd = fc.array(fc.constantFrom("{", "}", "^", "_", "\\frac", "\\sqrt", "\\", "a", " ", "\\left(", "é"), {
      maxLength: 300,
    });
    fc.assert(fc.property(odd, (pieces) => typeof formulaToText(pieces.join("")) === "string"));
    expect(formulaToText("{".repeat(100_000)).length).toBeLessThan(100_001);
    expect(formulaToText("^".repeat(100_000)).length).toBeLessThan(200_001);
  });
});
