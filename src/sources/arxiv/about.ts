/** arXiv asks for these words where its interfaces are used (info.arxiv.org/help/api/tou). */
export const ARXIV_ABOUT = {
  homepage: "https://arxiv.org",
  acknowledgement: "Thank you to arXiv for use of its open access interoperability.",
} as const;
