import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["{src,test,eval,bench}/**/*.test.ts", "{src,test}/**/*.test.tsx"],
    // Real databases, servers and browsers on a machine that may be busy.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
