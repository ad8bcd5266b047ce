import { defineConfig } from "vite";
import { IMMUTABLE, pages } from "../pages/build.ts";

export default defineConfig({
  base: "./",
  plugins: [pages()],
  build: { outDir: "../../target/web/play", emptyOutDir: true, target: "es2022", assetsDir: IMMUTABLE },
  // `npm run dev -- play` draws the page from here; rooms come from a server on its usual port.
  server: { proxy: { "/ws": { target: "http://127.0.0.1:8080", ws: true }, "/api": "http://127.0.0.1:8080" } },
});
