import { defineConfig } from "vitest/config";
import { SOURCES } from "../pages/build.ts";

export default defineConfig({
  ...SOURCES,
  test: {
    include: ["e2e/**/*.test.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // One browser and one server at a time: they would only slow each other down.
    fileParallelism: false,
    // The build's totals are read from it.
    reporters: ["default", ["junit", { outputFile: "../target/web-reports/e2e.xml" }]],
  },
});
