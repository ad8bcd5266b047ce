import { defineConfig } from "vitest/config";
import { SOURCES } from "../pages/build.ts";

/** What a player feels, in figures: run by hand, on a machine that does nothing else. */
export default defineConfig({
  ...SOURCES,
  test: { include: ["e2e/**/*.figures.ts"], hookTimeout: 60_000, fileParallelism: false },
});
