import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig, type RolldownOptions } from "rolldown";
import { compressed, IMMUTABLE } from "../pages/build.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const TYPES = [
  ["tickwire-client.d.ts", "dist/index.d.ts"],
  ["tickwire-client-rooms.d.ts", "dist/rooms/index.d.ts"],
  ["tickwire-client-inspector.d.ts", "dist/inspector/index.d.ts"],
] as const;

/** The types of the package, for the editors of those who write pages. */
const types = {
  name: "tickwire-types",
  generateBundle(this: { emitFile(file: object): void }): void {
    for (const [fileName, types] of TYPES) {
      this.emitFile({ type: "asset", fileName, source: readFileSync(file(types)) });
    }
  },
};

const output = {
  dir: file("../../target/web"),
  format: "es",
  minify: true,
  sourcemap: true,
  entryFileNames: "[name].js",
  chunkFileNames: `${IMMUTABLE}/tickwire-client-[name]-[hash].js`,
} as const;
const transform = { target: "es2022" };

/**
 * The library, which the server has for pages that are not built: `import { join } from "/tickwire-client.js"`. What only pages with rules need is beside it, under a
 * name that changes with its content: it fits no other version.
 */
const library: RolldownOptions = {
  input: { "tickwire-client": file("src/index.ts"), "tickwire-client-rooms": file("src/rooms/index.ts") },
  preserveEntrySignatures: "allow-extension",
  transform,
  plugins: [types, compressed()],
  output,
};

/** The inspector by itself: what it shares with the library is in both, so that the library stays one file. */
const inspector: RolldownOptions = {
  input: { "tickwire-client-inspector": file("src/inspector/index.ts") },
  transform,
  plugins: [compressed()],
  output,
};

export default defineConfig([library, inspector]);
