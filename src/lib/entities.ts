/** The names of HTML (WHATWG, 13.5) that bibliographic records use, each with its character. */
const NAMED = `
amp & lt < gt > quot " apos ' nbsp \u00a0 iexcl ¡ cent ¢ pound £ curren ¤ yen ¥ brvbar ¦ sect § uml ¨ copy © ordf ª
laquo « not ¬ shy \u00ad reg ® macr ¯ deg ° plusmn ± sup1 ¹ sup2 ² sup3 ³ acute ´ micro µ para ¶ middot · cedil ¸ ordm º raquo »
frac14 ¼ frac12 ½ frac34 ¾ iquest ¿ times × divide ÷ Agrave À Aacute Á Acirc Â Atilde Ã Auml Ä Aring Å AElig Æ Ccedil Ç
Egrave È Eacute É Ecirc Ê Euml Ë Igrave Ì Iacute Í Icirc Î Iuml Ï ETH Ð Ntilde Ñ Ograve Ò Oacute Ó Ocirc Ô Otilde Õ Ouml Ö
Oslash Ø Ugrave Ù Uacute Ú Ucirc Û Uuml Ü Yacute Ý THORN Þ szlig ß agrave à aacute á acirc â atilde ã auml ä aring å aelig æ
ccedil ç egrave è eacute é ecirc ê euml ë igrave ì iacute í icirc î iuml ï eth ð ntilde ñ ograve ò oacute ó ocirc ô otilde õ
ouml ö oslash ø ugrave ù uacute ú ucirc û uuml ü yacute ý thorn þ yuml ÿ OElig Œ oelig œ Scaron Š scaron š Yuml Ÿ
Ccaron Č ccaron č Zcaron Ž zcaron ž Lstrok Ł lstrok ł nacute ń sacute ś zdot ż fnof ƒ circ ˆ tilde ˜
Alpha Α Beta Β Gamma Γ Delta Δ Epsilon Ε Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Phi Φ Psi Ψ Omega Ω
alpha α beta β gamma γ delta δ epsilon ε zeta ζ eta η theta θ iota ι kappa κ lambda λ mu μ nu ν xi ξ pi π rho ρ sigma σ
tau τ upsilon υ phi φ chi χ psi ψ omega ω ensp \u2002 emsp \u2003 thinsp \u2009 ndash – mdash — horbar ― lsquo ‘ rsquo ’
sbquo ‚ ldquo “ rdquo ” bdquo „ dagger † Dagger ‡ bull • hellip … permil ‰ prime ′ Prime ″ lsaquo ‹ rsaquo › euro € trade ™
larr ← uarr ↑ rarr → darr ↓ harr ↔ rArr ⇒ hArr ⇔ forall ∀ part ∂ exist ∃ empty ∅ nabla ∇ isin ∈ notin ∉ prod ∏ sum ∑ minus −
radic √ prop ∝ infin ∞ and ∧ or ∨ cap ∩ cup ∪ int ∫ sim ∼ cong ≅ asymp ≈ ne ≠ equiv ≡ le ≤ ge ≥ sub ⊂ sup ⊃ sube ⊆ supe ⊇
oplus ⊕ otimes ⊗ perp ⊥ sdot ⋅ hyphen ‐ dash ‐ num # dollar $ percnt % lowbar _ lbrace { rbrace } lsqb [ rsqb ] lpar ( rpar )
ast * plus + comma , period . sol / bsol \\ colon : semi ; equals = quest ? commat @ grave \` vert | excl ! zwnj \u200c zwj \u200d
lrm \u200e rlm \u200f ldquor „ rsquor ’
`;

const CHARACTERS: ReadonlyMap<string, string> = new Map(
  Array.from(NAMED.matchAll(/(\w+) (.)/g), ([, name = "", character = ""]) => [name, character]),
);

/** What HTML reads for the numbers 128 to 159, which Unicode gives to controls. */
const WINDOWS_1252 = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

const ENTITY = /&(?:#[xX]([0-9a-fA-F]{1,8})|#(\d{1,8})|([a-zA-Z]\w{1,9}));/g;

/** Decodes entities once, so that `&amp;lt;` becomes `&lt;`. Unknown names stay as they are; numbers of no character vanish. */
export function decodeEntities(text: string): string {
  if (!text.includes("&")) return text;
  return text.replace(ENTITY, (source: string, hex?: string, decimal?: string, name?: string) => {
    if (name !== undefined) return CHARACTERS.get(name) ?? source;
    return fromNumber(hex === undefined ? Number(decimal) : Number.parseInt(hex, 16));
  });
}

function fromNumber(code: number): string {
  const isSurrogate = code >= 0xd800 && code <= 0xdfff;
  if (code > 0x10ffff || isSurrogate) return "";
  return WINDOWS_1252[code - 128] ?? String.fromCodePoint(code);
}
