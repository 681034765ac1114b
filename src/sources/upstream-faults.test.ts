import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { pullAll, standingClock, type Pulled } from "../../test/pull.ts";
import { BODY_FAULTS, MEANING_FAULTS, STATUS_FAULTS } from "../../test/upstream/fault-matrix.ts";
import { anUpstreamPaper } from "../../test/upstream/paper.ts";
import { startUpstream, type Upstream } from "../../test/upstream/upstream.ts";
import type { Sighting } from "../domain/sighting.ts";
import { Unavailable } from "../lib/errors.ts";
import { createHttpClient, type HttpClient } from "../lib/http-client.ts";
import { unlimitedTurns } from "../lib/request-turns.ts";
import { createArxivFeed, createArxivOai } from "./arxiv.ts";
import { createHuggingFace } from "./hugging-face.ts";
import type { Source, SourceCursor } from "./source.ts";

const NOW = "2026-08-21T12:00:00Z";
const categories = ["cs.CL"];
/** A week of papers, six of them of today, ids ending in zeros among them. */
const papers = Array.from({ length: 24 }, (_, index) => {
  const day = `2026-08-${String(21 - Math.floor(index / 6))}`;
  return anUpstreamPaper({
    id: `2608.${String(1_000 + index * 5).padStart(5, "0")}`,
    title: `Lantern ${index}`,
    announcedOn: day,
    featuredOn: [day],
    votes: index,
  });
});
const FAULTS = { ...STATUS_FAULTS, ...BODY_FAULTS, ...MEANING_FAULTS };

let upstream: Upstream;
let http: HttpClient & AsyncDisposable;

beforeAll(async () => {
  upstream = await startUpstream({ papers, today: "2026-08-21", oaiPageSize: 10 });
  http = createHttpClient({
    clock: standingClock(Date.parse(NOW)),
    userAgent: "test",
    allowedHosts: new Set([upstream.host]),
    turns: unlimitedTurns,
  });
});

afterAll(async () => {
  await http[Symbol.asyncDispose]();
  await upstream.close();
});

const SOURCES: readonly { name: string; create: () => Source }[] = [
  {
    name: "the arXiv feed",
    create: () => createArxivFeed({ baseUrl: `${upstream.origin}/atom`, categories }),
  },
  {
    name: "arXiv's OAI-PMH",
    create: () => createArxivOai({ baseUrl: `${upstream.origin}/oai`, categories }),
  },
  { name: "Hugging Face", create: () => createHuggingFace({ baseUrl: upstream.origin }) },
];

/** Faults of single fields: papers come without them, until their record changes or its day is visited again. */
const FIELD_FAULTS = ["authors missing", "field types changed", "ids damaged"];

/** What is known in the end: the newest record of each paper on each day. */
function known(...pulls: Pulled[]): Map<string, Sighting["facts"]> {
  const sightings = pulls.flatMap((pulled) => pulled.sightings);
  return new Map(sightings.map(({ appearances, facts }) => [`${facts.title} ${appearances[0]?.day ?? ""}`, facts]));
}

describe.each(SOURCES)("$name", ({ create }) => {
  const pull = (cursor: SourceCursor): Promise<Pulled> => pullAll(create(), { http, now: NOW, cursor });

  let right: ReturnType<typeof known>;

  beforeAll(async () => {
    right = known(await pull({}));
  });

  test.each(Object.keys(FAULTS))("survives %s and loses nothing by it", async (name) => {
    const fault = FAULTS[name]?.();
    if (fault) upstream.fault(/./, fault);
    const disturbed = await pull({});
    upstream.clearFaults();
    const healed = await pull(disturbed.cursor);

    expect(healed.failure).toBeUndefined();
    if (disturbed.failure !== undefined) expect(disturbed.failure).toBeInstanceOf(Unavailable);
    const result = known(disturbed, healed);
    expect([...right.keys()].filter((key) => !result.has(key))).toEqual([]);
    if (FIELD_FAULTS.includes(name)) return;
    for (const [key, facts] of right) expect(result.get(key)).toEqual(facts);
  });
});
