import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { mergeSegments } from "../segment/merge-segments.ts";
import { readSegment } from "../segment/read-segment.ts";
import { writeSegment } from "../segment/write-segment.ts";
import { joined } from "./joined.ts";
import { writeDurably } from "./durable-file.ts";
import type { MergeTask } from "./merge-task.ts";

/** Reads the parts from their files, so that the searching thread shares nothing with this one. */
function merge({ folder, schema, name, averageLengths, parts }: MergeTask): Uint8Array {
  const segments = parts.map(({ file, deleted }) => ({
    segment: readSegment(readFileSync(join(folder, file)), schema),
    deleted,
  }));
  const content = joined(writeSegment(mergeSegments(schema, segments, averageLengths), schema));
  writeDurably(folder, name, [content]);
  return content;
}

if (parentPort) {
  const content = merge(workerData as MergeTask);
  parentPort.postMessage(content, [content.buffer as ArrayBuffer]);
}
