import { createFts5 } from "../peers/fts5.ts";
import { createLance } from "../peers/lancedb.ts";
import { createLucene } from "../peers/lucene.ts";
import { createMiniSearch } from "../peers/minisearch.ts";
import { createOrama } from "../peers/orama.ts";
import { createBroadsheet } from "./broadsheet.ts";
import type { CreateContestant } from "./contestant.ts";

export const CONTESTANTS = {
  broadsheet: createBroadsheet,
  lancedb: createLance,
  fts5: createFts5,
  lucene: createLucene,
  minisearch: createMiniSearch,
  orama: createOrama,
} satisfies Record<string, CreateContestant>;

export type ContestantName = keyof typeof CONTESTANTS;
