// Builds the npm package of the client into client/dist: a module for each source file, with its source map, and one file of types for each entry.
import { spawnSync } from "node:child_process";
import { copyFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { generateDtsBundle } from "dts-bundle-generator";

const client = resolve(dirname(fileURLToPath(import.meta.url)), "../client");
const project = join(client, "tsconfig.build.json");
const dist = join(client, "dist");
const compiler = join(dirname(createRequire(import.meta.url).resolve("typescript/package.json")), "bin/tsc");

rmSync(dist, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [compiler, "-p", project], { stdio: "inherit" });
if (status !== 0) process.exit(1);

const entries = ["index", "conditions/index", "rooms/index", "inspector/index"];
const output = { noBanner: true, exportReferencedTypes: false };
const files = entries.map((entry) => ({ filePath: join(client, `src/${entry}.ts`), output }));
const types = generateDtsBundle(files, { preferredConfigPath: project });
entries.forEach((entry, index) => writeFileSync(join(dist, `${entry}.d.ts`), types[index]));

copyFileSync(join(client, "../../../LICENSE"), join(client, "LICENSE"));
