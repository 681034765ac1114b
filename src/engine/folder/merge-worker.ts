import { join } from "node:path";
import { parentPort, workerData } from "node:worker_threads";
import { mergeSegments } from "../segment/merge-segments.ts";
import { readSegment } from "../segment/read-segment.ts";
import { fileIn, type SegmentMemory } from "../segment/segment-memory.ts";
import { writeDurably } from "./durable-file.ts";
import type { MergeTask } from "./merge-task.ts";
import { readToMemory } from "./segment-files.ts";

/** Reads the parts from their files, so that the searching thread shares nothing with this one. */
function merge({ folder, schema, name, averageLengths, parts }: MergeTask): SegmentMemory {
  const segments = parts.map(({ file, deleted }) => ({
    segment: readSegment(readToMemory(join(folder, file)), schema),
    deleted,
  }));
  const { memory } = mergeSegments(schema, segments, averageLengths);
  writeDurably(folder, name, fileIn(memory));
  return memory;
}

parentPort?.postMessage(merge(workerData as MergeTask));
