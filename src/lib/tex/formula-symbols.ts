const pairs = (text: string): readonly (readonly [string, string])[] =>
  text
    .trim()
    .split(/\s+/)
    .map((pair) => pair.split(":") as [string, string]);

/** Commands of formulas that stand for one character. */
export const FORMULA_SYMBOLS: ReadonlyMap<string, string> = new Map(
  pairs(`
    alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ lambda:λ mu:μ nu:ν
    xi:ξ pi:π varpi:ϖ rho:ρ varrho:ϱ sigma:σ varsigma:ς tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω
    Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω
    times:× cdot:· div:÷ pm:± mp:∓ ast:∗ star:⋆ circ:∘ bullet:• oplus:⊕ otimes:⊗ odot:⊙ dagger:† ddagger:‡
    leq:≤ le:≤ leqslant:≤ geq:≥ ge:≥ geqslant:≥ neq:≠ ne:≠ ll:≪ gg:≫ approx:≈ sim:∼ simeq:≃ cong:≅ equiv:≡ propto:∝
    lesssim:≲ gtrsim:≳ prec:≺ succ:≻ to:→ rightarrow:→ longrightarrow:→ leftarrow:← leftrightarrow:↔ mapsto:↦ uparrow:↑
    downarrow:↓ Rightarrow:⇒ Leftarrow:⇐ Leftrightarrow:⇔ implies:⇒ iff:⇔ in:∈ notin:∉ ni:∋ subset:⊂ subseteq:⊆ supset:⊃
    supseteq:⊇ cup:∪ cap:∩ setminus:∖ emptyset:∅ varnothing:∅ forall:∀ exists:∃ neg:¬ land:∧ wedge:∧ lor:∨ vee:∨
    infty:∞ partial:∂ nabla:∇ sum:∑ prod:∏ int:∫ oint:∮ ell:ℓ hbar:ℏ Re:ℜ Im:ℑ aleph:ℵ angle:∠ perp:⊥ parallel:∥ mid:|
    langle:⟨ rangle:⟩ lceil:⌈ rceil:⌉ lfloor:⌊ rfloor:⌋ ldots:… dots:… cdots:⋯ vdots:⋮ prime:′ degree:° top:⊤ bot:⊥
    sqrt:√ odot:⊙ lvert:| rvert:| vert:| Vert:‖ lVert:‖ rVert:‖ backslash:\\
  `),
);

const letters = (plain: string, raised: string): ReadonlyMap<string, string> =>
  new Map(Array.from(plain, (letter, index) => [letter, Array.from(raised)[index] ?? letter]));

/** Characters that Unicode has raised and lowered; letters beyond these cannot be written so. */
export const SUPERSCRIPTS = letters(
  "0123456789+-−=()niabcdefghjklmoprstuvwxyz",
  "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ",
);
export const SUBSCRIPTS = letters("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ");
