import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { IMMUTABLE, pages } from "../pages/build.ts";

/** The board's rules, which Maven compiles from their Java class. */
const rules = fileURLToPath(new URL("../../../simulation/target/rules/whiteboard.js", import.meta.url));

export default defineConfig({
  base: "./",
  plugins: [pages()],
  build: { outDir: "../../target/web/whiteboard", emptyOutDir: true, target: "es2022", assetsDir: IMMUTABLE },
  resolve: { alias: { "whiteboard-rules": rules } },
  // `npm run dev -- whiteboard` draws the page from here; rooms come from a server on its usual port.
  server: { proxy: { "/ws": { target: "http://127.0.0.1:8080", ws: true } } },
});
