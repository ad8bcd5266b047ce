import { defineConfig } from "vite";

export default defineConfig({
  base: "./",
  build: { outDir: "../../target/web", emptyOutDir: true, target: "es2022" },
  // `npm run dev` draws the page from here; rooms come from a server on its usual port.
  server: { proxy: { "/ws": { target: "http://127.0.0.1:8080", ws: true }, "/api": "http://127.0.0.1:8080" } },
});
