import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { IMMUTABLE, pages } from "../pages/build.ts";

/** The game's rules, which Maven compiles from its Java class. */
const rules = fileURLToPath(new URL("../../../simulation/target/rules/arena.js", import.meta.url));

export default defineConfig({
  base: "./",
  plugins: [pages()],
  build: { outDir: "../../target/web", emptyOutDir: true, target: "es2022", assetsDir: IMMUTABLE },
  resolve: { alias: { "arena-rules": rules } },
  // `npm run dev` draws the page from here; rooms come from a server on its usual port.
  server: { proxy: { "/ws": { target: "http://127.0.0.1:8080", ws: true }, "/api": "http://127.0.0.1:8080" } },
});
