import { BLOCK, type PostingLists } from "./segment.ts";

/** Cuts each list into blocks and notes where they end and what their greatest impact is. */
export function blocksOf({
  start,
  documents,
  impacts,
}: Pick<PostingLists, "start" | "documents" | "impacts">): Pick<PostingLists, "blockStart" | "blockLast" | "blockMax"> {
  const blockStart = new Uint32Array(start.length);
  for (let term = 0; term < start.length - 1; term++) {
    const length = (start[term + 1] as number) - (start[term] as number);
    blockStart[term + 1] = (blockStart[term] as number) + Math.ceil(length / BLOCK);
  }
  const blockLast = new Uint16Array(blockStart.at(-1) as number);
  const blockMax = new Uint16Array(blockLast.length);
  for (let term = 0, block = 0; term < start.length - 1; term++) {
    const listEnd = start[term + 1] as number;
    for (let from = start[term] as number; from < listEnd; from += BLOCK, block++) {
      const end = Math.min(from + BLOCK, listEnd);
      blockLast[block] = documents[end - 1] as number;
      for (let at = from; at < end; at++)
        if ((impacts[at] as number) > (blockMax[block] as number)) blockMax[block] = impacts[at] as number;
    }
  }
  return { blockStart, blockLast, blockMax };
}
