import type { Version, Withdrawal } from "../../domain/paper.ts";

const SAYS_WITHDRAWN =
  /\b(?:paper|article|manuscript|preprint|submission|work|draft|report|note|abstract)\s+(?:has\s+been|have\s+been|is|was|is\s+being)\s+(?:\w+\s+)?withdrawn\b|^withdrawn\b(?!\s+from)/i;

/**
 * A withdrawn paper keeps its records; only the last version's missing source, the authors' remark or an abstract put in
 * place of the old one tell (info.arxiv.org/help/withdraw).
 */
export function readWithdrawal(said: {
  comment?: string | undefined;
  abstract?: string | undefined;
  lastVersion?: Version | undefined;
}): Withdrawal | undefined {
  if (said.comment !== undefined && SAYS_WITHDRAWN.test(said.comment)) return { reason: said.comment };
  const opening = said.abstract?.slice(0, 80) ?? "";
  if (/^th(?:is|e)\b/i.test(opening) && SAYS_WITHDRAWN.test(opening)) return { reason: said.abstract };
  return said.lastVersion?.isWithdrawn === true ? { reason: said.comment } : undefined;
}
