import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";
import { compressed, IMMUTABLE } from "../pages/build.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const TYPES = [
  ["tickwire-client.d.ts", "dist/index.d.ts"],
  ["tickwire-client-rooms.d.ts", "dist/rooms/index.d.ts"],
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

/**
 * The library, which the server has for pages that are not built: `import { join } from "/tickwire-client.js"`. What only pages with rules need is beside it, under a
 * name that changes with its content: it fits no other version.
 */
export default defineConfig({
  input: { "tickwire-client": file("src/index.ts"), "tickwire-client-rooms": file("src/rooms/index.ts") },
  preserveEntrySignatures: "allow-extension",
  transform: { target: "es2022" },
  plugins: [types, compressed()],
  output: {
    dir: file("../../target/web"),
    format: "es",
    minify: true,
    sourcemap: true,
    entryFileNames: "[name].js",
    chunkFileNames: `${IMMUTABLE}/tickwire-client-[name]-[hash].js`,
  },
});
