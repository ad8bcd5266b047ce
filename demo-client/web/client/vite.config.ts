import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { pages } from "../pages/build.ts";

const entry = fileURLToPath(new URL("src/index.ts", import.meta.url));

/** The library as one module, which the server has for pages that are not built: `import { join } from "/tickwire-client.js"`. */
export default defineConfig({
  plugins: [pages()],
  build: {
    outDir: "../../target/web",
    emptyOutDir: false,
    target: "es2022",
    rollupOptions: {
      input: { "tickwire-client": entry },
      preserveEntrySignatures: "strict",
      output: { format: "es", entryFileNames: "[name].js" },
    },
  },
});
