// Turns frames.proto into TypeScript, for tests: what is written by hand must do as this does. The output is not checked in.
import { spawnSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

const web = resolve(dirname(fileURLToPath(import.meta.url)), "..");
const protobuf = resolve(web, "../../proto/src/main/protobuf");
const output = join(web, "client/test/generated");
const require = createRequire(import.meta.url);
const protoc = join(dirname(require.resolve("protoc/package.json")), "protoc.cjs");
const windows = process.platform === "win32";
const plugin = join(web, "node_modules/.bin", windows ? "protoc-gen-ts_proto.cmd" : "protoc-gen-ts_proto");

rmSync(output, { recursive: true, force: true });
mkdirSync(output, { recursive: true });
const run = spawnSync(
  process.execPath,
  [
    protoc,
    `--plugin=protoc-gen-ts_proto=${plugin}`,
    `--ts_proto_out=${output}`,
    "--ts_proto_opt=esModuleInterop=true,outputJsonMethods=false,outputPartialMethods=true,oneof=unions,forceLong=bigint,useOptionals=none,importSuffix=.ts",
    "-I",
    protobuf,
    join(protobuf, "tickwire/frames.proto"),
  ],
  { stdio: "inherit" },
);
process.exit(run.status ?? 1);
