import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, type Rollup } from "vite";
import { expect, test } from "vitest";

const MOST_BYTES = 25_000;
const root = fileURLToPath(new URL("../..", import.meta.url));

interface Bundle {
  readonly bytes: number;
  readonly gzippedBytes: number;
  /** The files that something is left of. */
  readonly files: string[];
}

/** Bundles a page that is that code, as for players. */
async function bundle(page: string): Promise<Bundle> {
  const entry = {
    name: "entry",
    resolveId: (id: string) => (id === "page" ? "\0page" : undefined),
    load: (id: string) => (id === "\0page" ? page : undefined),
  };
  const { output } = (await build({
    root,
    configFile: false,
    logLevel: "error",
    plugins: [{ ...entry, enforce: "pre" }],
    build: {
      write: false,
      target: "es2022",
      rollupOptions: { input: "page", preserveEntrySignatures: "strict", output: { format: "es" } },
    },
  })) as Rollup.RollupOutput;
  const [{ code, modules }] = output;
  const files = Object.entries(modules).flatMap(([file, { renderedLength }]) => (renderedLength > 0 ? [file] : []));
  return { bytes: code.length, gzippedBytes: gzipSync(code, { level: 9 }).length, files };
}

test(`the whole library has at most ${MOST_BYTES} bytes, minified and gzipped`, async () => {
  const { bytes, gzippedBytes, files } = await bundle('export * from "tickwire-client";');
  console.log(`tickwire-client: ${gzippedBytes} bytes gzipped, of ${bytes}`);
  expect(gzippedBytes).toBeLessThanOrEqual(MOST_BYTES);
  expect(files.filter((file) => file.includes("node_modules"))).toEqual([]);
});

test("what a page does not import is not in it", async () => {
  const whole = await bundle('export * from "tickwire-client"; export * from "tickwire-client/conditions";');
  const joins = await bundle('import { join } from "tickwire-client"; join({ url: "ws://127.0.0.1/ws" });');
  const decodes = await bundle('export { SnapshotDecoder } from "tickwire-client";');
  expect(joins.bytes).toBeLessThan(whole.bytes);
  expect(joins.files.filter((file) => file.includes("/conditions/"))).toEqual([]);
  expect(decodes.bytes).toBeLessThan(joins.bytes / 2);
});
