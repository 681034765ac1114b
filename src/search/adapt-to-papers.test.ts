import { existsSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { aSighting, anAbstract } from "../../test/make.ts";
import { temporaryFolder } from "../../test/temporary-folder.ts";
import { saveSightings } from "../ingest/save-sightings.ts";
import { openStore } from "../store/open.ts";
import { adaptToPapers, lastAdaptation, noteAdaptation } from "./adapt-to-papers.ts";

async function aPlace(papers: number) {
  const folder = await temporaryFolder();
  const databaseFile = join(folder.path, "broadsheet.db");
  await using store = await openStore(databaseFile);
  const sightings = Array.from({ length: papers }, (_, at) =>
    aSighting({
      ids: [`2501.${String(at + 1).padStart(5, "0")}`],
      title: `Quokkas and their burrows, part ${at + 1}`,
      abstract: [0, 1, 2].map((part) => anAbstract(at * 3 + part)).join(" "),
    }),
  );
  await store.ingest(async (transaction) => await saveSightings(transaction, sightings, 1));
  const modelFolder = join(folder.path, "model");
  return { databaseFile, modelFolder, [Symbol.asyncDispose]: async () => await folder[Symbol.asyncDispose]() };
}

test("learns from the papers in a thread, and keeps the model where it is no worse", async () => {
  await using place = await aPlace(300);
  const report = await adaptToPapers(place, AbortSignal.timeout(60_000));
  expect(report.papers + report.heldOutPapers).toBe(300);
  expect(report.isBetter).toBe(report.after >= report.before);
  expect(existsSync(join(place.modelFolder, "adapted.model"))).toBe(report.isBetter);
});

test("too few papers are said to be too few; an end from outside changes nothing", async () => {
  await using place = await aPlace(3);
  await expect(adaptToPapers(place, AbortSignal.timeout(60_000))).rejects.toThrow("at least 200 papers");
  const reason = new Error("the server stops");
  await expect(adaptToPapers(place, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(existsSync(place.modelFolder)).toBe(false);
});

test("the last try is remembered", async () => {
  await using place = await aPlace(1);
  expect(await lastAdaptation(place.modelFolder)).toBeUndefined();
  await noteAdaptation(place.modelFolder, { atMs: 5, papers: 7 });
  expect(await lastAdaptation(place.modelFolder)).toEqual({ atMs: 5, papers: 7 });
});
