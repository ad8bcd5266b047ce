import { defineConfig } from "vitest/config";
import { SOURCES } from "./pages/build.ts";

export default defineConfig({
  ...SOURCES,
  test: {
    include: [
      "client/test/**/*.test.ts",
      "demo/test/**/*.test.ts",
      "whiteboard/test/**/*.test.ts",
      "play/test/**/*.test.ts",
      "pages/test/**/*.test.ts",
      "console/test/**/*.test.ts",
    ],
    passWithNoTests: false,
    // The build's totals are read from it.
    reporters: ["default", ["junit", { outputFile: "../target/web-reports/unit.xml" }]],
  },
});
