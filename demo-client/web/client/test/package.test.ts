import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compiler, CONSUMERS, FreshProject, web } from "./support/freshProject.ts";

let project: FreshProject;

beforeAll(async () => {
  project = await FreshProject.create();
  // Node's own types, for the project that is no page.
  await project.link("@types/node");
  await project.link("undici-types");
  await project.write({
    "page.ts": PAGE,
    "arenaTypes.ts": await readFile(join(web, "demo/src/arenaTypes.ts"), "utf8"),
  });
}, 120_000);

afterAll(() => project?.remove());

const manifest = async () =>
  JSON.parse(await readFile(join(project.installed("tickwire-client"), "package.json"), "utf8")) as Record<string, any>;

/** Uses the library as somebody does who has the compiler check all it can. */
const PAGE = `import { join, JoinError, closeOf, type JoinOptions, type Room, type View } from "tickwire-client";
import { SlowNetwork, socketsThrough } from "tickwire-client/conditions";
import { inspect } from "tickwire-client/inspector";
import { quickMatch, type RoomInfo, rooms } from "tickwire-client/rooms";
import { type Arena, arenaSchema } from "./arenaTypes.js";

const network = new SlowNetwork({ down: { delayMillis: 60 }, up: { delayMillis: 60 } });

export async function enter(options: Partial<JoinOptions>, name: string | undefined): Promise<Room<Arena>> {
  const socket = socketsThrough(network);
  const room = await join<Arena>({ url: "wss://example.org/ws", schema: arenaSchema, name, socket, ...options });
  const inspector = inspect(room, { conditions: network, dock: "right" });
  room.onStatus(({ state }) => state === "closed" && inspector.close());
  room.setInput({ turn: 1, thrust: true });
  // @ts-expect-error there is no such input
  room.setInput({ jump: true });
  // @ts-expect-error a flag is no number
  room.setInput({ thrust: 1 });
  room.on("kills", ({ tick, byName }) => console.log(tick + byName.length));
  // @ts-expect-error there are no such events
  room.on("weddings", () => {});
  room.entities("ships", { enter: (ship) => ship.name.length, leave: (_ship, length) => console.log(length + 1) });
  room.onRates(({ tickRateHz }, { topSpeed }) => console.log(tickRateHz + topSpeed));
  // @ts-expect-error there is no such tunable
  console.log(room.tunables.luck);
  return room;
}

export async function meet(url: string): Promise<Room<Arena>> {
  const open: RoomInfo[] = await rooms(url, { type: "arena", free: 1, labels: { map: "dust" } });
  if (open.length > 0) return join<Arena>({ url, room: open[0]!.id });
  const { reservations } = await quickMatch(url, { type: "arena", seats: 2 });
  return join<Arena>({ url, room: reservations[0] });
}

export function draw(view: View<Arena["tables"]>): number {
  let sum = view.tick;
  for (const { id, x, name, vx } of view.table("ships")) sum += id + x + name.length + (vx ?? 0);
  // @ts-expect-error there is no such table
  view.table("submarines");
  // @ts-expect-error it may be for its owner alone
  for (const { vx } of view.table("ships")) sum += vx;
  const first: number | undefined = view.table("ships").values("x")[0];
  return sum + (first ?? 0);
}

export const sentenceOf = (error: unknown): string => (error instanceof JoinError ? error.close : closeOf(1006)).message;
`;

const STRICTEST = {
  target: "ES2022",
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  noImplicitOverride: true,
  noImplicitReturns: true,
  noPropertyAccessFromIndexSignature: true,
  noFallthroughCasesInSwitch: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  allowUnreachableCode: false,
  isolatedModules: true,
  verbatimModuleSyntax: true,
  skipLibCheck: false,
  noEmit: true,
};
const NODE_NEXT = { module: "NodeNext", moduleResolution: "NodeNext" };
const BUNDLER = { module: "Preserve", moduleResolution: "Bundler" };
const IN_A_PAGE = { lib: ["ES2023", "DOM", "DOM.Iterable"], types: [] };
const IN_NODE = { lib: ["ES2023"], types: ["node"] };

test.each([
  [5, "a bundler", { ...BUNDLER, ...IN_A_PAGE }],
  [5, "NodeNext in Node", { ...NODE_NEXT, ...IN_NODE }],
  [7, "NodeNext in a page", { ...NODE_NEXT, ...IN_A_PAGE }],
  [7, "a bundler", { ...BUNDLER, ...IN_A_PAGE }],
  [7, "NodeNext in Node", { ...NODE_NEXT, ...IN_NODE }],
] as const)(
  "the strictest TypeScript %i finds nothing wrong, with the settings for %s",
  async (version, name, settings) => {
    const config = `${version} ${name}.json`;
    const compilerOptions = { ...STRICTEST, ...settings };
    await project.write({ [config]: JSON.stringify({ compilerOptions, files: ["page.ts"] }) });
    expect(await project.node([compiler(version), "-p", config])).toBe("");
  },
  60_000,
);

test("it installs without running anything, and brings nothing with it", async () => {
  const { dependencies, peerDependencies, optionalDependencies, scripts, ...rest } = await manifest();
  expect([dependencies, peerDependencies, optionalDependencies]).toEqual([undefined, undefined, undefined]);
  const onInstall = ["preinstall", "install", "postinstall", "prepare", "preprepare", "postprepare"];
  expect(Object.keys(scripts).filter((name) => onInstall.includes(name))).toEqual([]);
  expect(rest).toMatchObject({ name: "tickwire-client", license: "Apache-2.0", sideEffects: false, type: "module" });
});

test("all that it exports is in it, with types, a licence and a README", async () => {
  const folder = project.installed("tickwire-client");
  const named = (target: unknown): string[] =>
    typeof target === "string" ? [target] : Object.values(target as object).flatMap(named);
  const { exports } = await manifest();
  const missing = [...named(exports), "LICENSE", "README.md"].filter((file) => !existsSync(join(folder, file)));
  expect(missing).toEqual([]);
  expect(Object.keys(exports)).toEqual([".", "./conditions", "./rooms", "./inspector", "./package.json"]);
});

test("each file of code has a source map, and what that names is in it", async () => {
  const files = await project.files("node_modules/tickwire-client/dist");
  const code = files.filter((file) => file.endsWith(".js"));
  expect(code.length).toBeGreaterThan(30);
  for (const file of code) {
    const path = join(project.folder, `${file}.map`);
    const { sources } = JSON.parse(await readFile(path, "utf8")) as { sources: string[] };
    expect(sources.filter((source) => !existsSync(resolve(dirname(path), source)))).toEqual([]);
    expect(sources.length).toBe(1);
  }
});

/** A page whose one export says what the library makes of a close code; the part that predicts is loaded when there are rules. */
const ENTRY = `import { closeOf, join } from "tickwire-client";
export const close = closeOf(4006).name;
export const enter = (rules) => join({ url: "ws://127.0.0.1:1/ws", rules, reconnect: false });
`;
/** Rules, and a socket that nothing comes of. */
const RULES = { predict: () => ({ schemaHash: () => 1 }) };

/** Loads what was built, and sees that its parts find each other. */
async function works(file: string): Promise<void> {
  const page = (await import(/* @vite-ignore */ pathToFileURL(join(project.folder, file)).href)) as {
    close: string;
    enter(rules: unknown): Promise<unknown>;
  };
  expect(page.close).toBe("ROOM_FULL");
  await expect(page.enter(RULES)).rejects.toMatchObject({ name: "JoinError" });
}

test("Vite builds a page with it, in which the part that predicts is a file of its own", async () => {
  await project.write({ "vite/main.js": ENTRY });
  await build({
    root: join(project.folder, "vite"),
    configFile: false,
    logLevel: "error",
    build: {
      outDir: "out",
      modulePreload: false,
      rollupOptions: {
        input: join(project.folder, "vite/main.js"),
        preserveEntrySignatures: "strict",
        output: { entryFileNames: "main.js" },
      },
    },
  });
  const scripts = (await project.files("vite/out")).filter((file) => file.endsWith(".js"));
  expect(scripts.filter((file) => file.includes("prediction")).length).toBe(1);
  await works("vite/out/main.js");
}, 60_000);

test("webpack builds a page with it, in which the part that predicts is a file of its own", async () => {
  await project.write({ "webpack/main.js": ENTRY });
  const { default: webpack } = (await import(/* @vite-ignore */ CONSUMERS.resolve("webpack"))) as {
    default: (options: object, done: (error: unknown, stats: { toJson(what: object): object }) => void) => void;
  };
  const stats = await new Promise<object>((done, fail) =>
    webpack(
      {
        mode: "production",
        // That takes a while, and says nothing of the library.
        optimization: { minimize: false },
        context: project.folder,
        entry: "./webpack/main.js",
        target: ["web", "es2022"],
        experiments: { outputModule: true },
        output: {
          path: join(project.folder, "webpack/out"),
          filename: "main.js",
          library: { type: "module" },
          publicPath: "auto",
        },
      },
      (error, result) => (error ? fail(error) : done(result.toJson({ all: false, errors: true, warnings: true }))),
    ),
  );
  expect(stats).toMatchObject({ errors: [], warnings: [] });
  // The page, what predicts, and what looks into desyncs.
  expect((await project.files("webpack/out")).filter((file) => file.endsWith(".js")).length).toBe(3);
  await works("webpack/out/main.js");
}, 60_000);
