import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { type OutputChunk, rolldown } from "rolldown";
import { expect, test } from "vitest";
import { SOURCE } from "../../pages/build.ts";

const MOST_BYTES = 25_000;
/** What a page with rules loads besides. */
const MOST_BYTES_OF_PREDICTION = 4_000;
/** What a page loads besides when it differs from the server. */
const MOST_BYTES_OF_DESYNCS = 1_500;
/** What a page that inspects loads besides. */
const MOST_BYTES_OF_INSPECTOR = 12_000;
const root = fileURLToPath(new URL("../..", import.meta.url));

interface Bundle {
  readonly bytes: number;
  readonly gzippedBytes: number;
  /** The files that something is left of. */
  readonly files: string[];
}

/** Bundles a page that is that code, as for players: what it loads at once, and what later. */
async function bundle(page: string): Promise<readonly [entry: Bundle, ...later: Bundle[]]> {
  const entry = {
    name: "entry",
    resolveId: (id: string) => (id === "page" ? "\0page" : undefined),
    load: (id: string) => (id === "\0page" ? page : undefined),
  };
  const build = await rolldown({
    cwd: root,
    input: "page",
    preserveEntrySignatures: "allow-extension",
    transform: { target: "es2022" },
    plugins: [entry],
    resolve: { conditionNames: [SOURCE, "import"] },
  });
  const { output } = await build.generate({ format: "es", minify: true });
  const [first, ...later] = output.flatMap((chunk) => (chunk.type === "chunk" ? [chunk] : [])).map(measure);
  return [first, ...later];
}

function measure({ code, modules }: OutputChunk): Bundle {
  const files = Object.entries(modules).flatMap(([file, { renderedLength }]) => (renderedLength > 0 ? [file] : []));
  return { bytes: code.length, gzippedBytes: gzipSync(code, { level: 9 }).length, files };
}

test(`the library has at most ${MOST_BYTES} bytes, minified and gzipped; pages with rules load ${MOST_BYTES_OF_PREDICTION} more, and in a desync ${MOST_BYTES_OF_DESYNCS}`, async () => {
  const [main, ...later] = await bundle('export * from "tickwire-client";');
  const [prediction, desyncs] = ["prediction.ts", "desync.ts"].map((name) =>
    later.find(({ files }) => files.some((file) => file.endsWith(name))),
  );
  console.log(`tickwire-client: ${main.gzippedBytes} bytes gzipped, of ${main.bytes}`);
  console.log(`its prediction: ${prediction!.gzippedBytes} bytes gzipped, of ${prediction!.bytes}`);
  console.log(`its look into desyncs: ${desyncs!.gzippedBytes} bytes gzipped, of ${desyncs!.bytes}`);
  expect(main.gzippedBytes).toBeLessThanOrEqual(MOST_BYTES);
  expect(prediction!.gzippedBytes).toBeLessThanOrEqual(MOST_BYTES_OF_PREDICTION);
  expect(desyncs!.gzippedBytes).toBeLessThanOrEqual(MOST_BYTES_OF_DESYNCS);
  expect(later.length).toBe(2);
  expect([main, ...later].flatMap(({ files }) => files).filter((file) => file.includes("node_modules"))).toEqual([]);
});

test(`the inspector has at most ${MOST_BYTES_OF_INSPECTOR} bytes beside the library, which a page can load later`, async () => {
  const page = `export * from "tickwire-client"; export const inspect = () => import("tickwire-client/inspector");`;
  const [main, ...later] = await bundle(page);
  const inspector = later.filter(({ files }) => files.some((file) => file.includes("/inspector/")));
  console.log(`its inspector: ${inspector[0]?.gzippedBytes} bytes gzipped, of ${inspector[0]?.bytes}`);
  expect(inspector.length).toBe(1);
  expect(inspector[0]!.gzippedBytes).toBeLessThanOrEqual(MOST_BYTES_OF_INSPECTOR);
  expect(main.files.filter((file) => file.includes("/inspector/"))).toEqual([]);
});

test("what a page does not import is not in it", async () => {
  const [whole] = await bundle(
    'export * from "tickwire-client"; export * from "tickwire-client/conditions"; export * from "tickwire-client/rooms"; export * from "tickwire-client/inspector";',
  );
  const [joins] = await bundle('import { join } from "tickwire-client"; join({ url: "ws://127.0.0.1/ws" });');
  const [decodes] = await bundle('export { SnapshotDecoder } from "tickwire-client";');
  expect(joins.bytes).toBeLessThan(whole.bytes);
  expect(joins.files.filter((file) => /\/(conditions|rooms|inspector)\//.test(file))).toEqual([]);
  expect(decodes.bytes).toBeLessThan(joins.bytes / 2);
});
