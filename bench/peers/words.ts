/** The words of a question in plain letters, as no peer takes for operators of its query language. */
export const plainWords = (text: string): readonly string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
