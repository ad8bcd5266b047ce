import { defineConfig } from "vite";
import { IMMUTABLE, pages } from "../pages/build.ts";

export default defineConfig({
  base: "./",
  plugins: [pages()],
  // Not among the pages of players: the listener of operators serves it.
  build: {
    outDir: "../../target/console",
    emptyOutDir: true,
    target: "es2022",
    assetsDir: IMMUTABLE,
    // The second page shows recordings; `tickwire replay` serves it.
    rollupOptions: { input: ["index.html", "replay.html"].map((page) => new URL(page, import.meta.url).pathname) },
  },
  // `npm run dev -- console` draws the page from here; what it shows comes from a server's listener of operators.
  server: {
    proxy: {
      "/live": { target: "http://127.0.0.1:8081", ws: true, changeOrigin: true },
      "/api": { target: "http://127.0.0.1:8081", changeOrigin: true },
    },
  },
});
