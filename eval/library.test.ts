import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { ask, MODES } from "./ask.ts";
import { createLibrary } from "./library.ts";

test("documents keep their ids, are not merged, and are found in every mode; nothing is left behind", async () => {
  let folder: string;
  const twin = { title: "Attention for vision", abstract: "Images are cut into patches.", authors: ["Ann Lee"] };
  const other = { id: "other", title: "Graphs", abstract: "Nodes and edges.", authors: [] };
  {
    await using library = await createLibrary([{ id: "first", ...twin }, { id: "second/x:1", ...twin }, other]);
    ({ folder } = library);
    expect(existsSync(folder)).toBe(true);
    for (const mode of MODES) {
      const found = await ask(library, "patches of images", { mode, limit: 2 });
      expect(found.map(({ paper }) => paper.id).toSorted()).toEqual(["first", "second/x:1"]);
    }
  }
  expect(existsSync(folder)).toBe(false);
});
