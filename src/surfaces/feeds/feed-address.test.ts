import { expect, test } from "vitest";
import { parseFeedAddress } from "./feed-address.ts";

test.each([
  ["/feeds/latest.atom", { kind: "latest", of: "", format: "atom" }],
  ["/feeds/category/cs.CL.rss", { kind: "category", of: "cs.CL", format: "rss" }],
  ["/feeds/trending/week.json", { kind: "trending", of: "week", format: "json" }],
  ["/feeds/similar/10.1000/x.y.atom", { kind: "similar", of: "10.1000/x.y", format: "atom" }],
  ["/feeds/search.json", { kind: "search", of: "", format: "json" }],
  ["/feeds/latest.xml", undefined],
  ["/feeds/latest/x.atom", undefined],
  ["/feeds/category/.atom", undefined],
])("%s is read", (path, address) => expect(parseFeedAddress(path)).toEqual(address));
