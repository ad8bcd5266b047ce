import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { defineConfig } from "rolldown";
import { compressed, IMMUTABLE } from "../pages/build.ts";

const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The types of the package, for the editors of those who write pages. */
const types = {
  name: "tickwire-types",
  generateBundle(this: { emitFile(file: object): void }): void {
    const source = readFileSync(file("dist/index.d.ts"));
    this.emitFile({ type: "asset", fileName: "tickwire-client.d.ts", source });
  },
};

/**
 * The library, which the server has for pages that are not built: `import { join } from "/tickwire-client.js"`. What only pages with rules need is beside it, under a
 * name that changes with its content: it fits no other version.
 */
export default defineConfig({
  input: { "tickwire-client": file("src/index.ts") },
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
