import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test } from "vitest";
import { compiler, CONSUMERS, web } from "../client/test/support/freshProject.ts";
import { jar, ServerProcess } from "./server.ts";

// What docs/deploy shows, as far as a machine can look at it. nginx and Caddy run in the server's ReverseProxyIT.
const root = fileURLToPath(new URL("../../../", import.meta.url));
const deploy = (file: string) => readFileSync(join(root, "docs/deploy", file), "utf8");
const folder = mkdtempSync(join(tmpdir(), "tickwire-deploy-"));
let server: ServerProcess;

beforeAll(async () => {
  server = await ServerProcess.start();
});

afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const run = (command: string, ...args: string[]) => spawnSync(command, args, { cwd: folder, encoding: "utf8" });
const hasSystemd = run("systemd-analyze", "--version").status === 0;

test.runIf(hasSystemd)("systemd finds nothing wrong with the unit", () => {
  const unit = deploy("tickwire.service").replace("/opt/tickwire/bin/tickwire", join(root, "tickwire"));
  writeFileSync(join(folder, "tickwire.service"), unit);
  const { status, stderr } = run("systemd-analyze", "verify", "./tickwire.service");
  expect({ status, said: stderr.split("\n").filter((line) => line.includes("tickwire")) }).toEqual({
    status: 0,
    said: [],
  });
});

/** The arguments of an instruction of the Dockerfile, written as JSON. */
function instruction(name: string): string[] {
  const [, json] = new RegExp(`^${name}[^\\[]*(\\[.*\\])$`, "m").exec(deploy("Dockerfile").replace(/\\\n/g, " "))!;
  return JSON.parse(json) as string[];
}

test("the image's health check knows a server that is well from one that is not there", () => {
  const [command, ...args] = instruction("HEALTHCHECK");
  const check = (port: number) =>
    run(command, ...args.map((arg) => arg.replace("127.0.0.1/8080", `127.0.0.1/${port}`)));
  expect(check(server.port)).toMatchObject({ status: 0, stdout: "" });
  expect(check(1).status).not.toBe(0);
});

test("the image has of the zip what there is in it, and starts a server", () => {
  const copied = [...deploy("Dockerfile").matchAll(/^COPY (\S+) \/opt\/tickwire\/\1$/gm)].map(([, name]) => name);
  const zip = readFileSync(join(root, "demo-client/src/assembly/zip.xml"), "utf8");
  for (const name of copied) expect(zip).toContain(`<outputDirectory>${name}</outputDirectory>`);
  expect(copied).toEqual(["bin", "lib", "web", "console"]);
  expect(instruction("ENTRYPOINT")).toEqual(["/opt/tickwire/bin/tickwire"]);
  const [serve, ...options] = instruction("CMD");
  expect([serve, run("java", "-jar", jar, serve, ...options, "--help").status]).toEqual(["serve", 0]);
});

interface Manifest {
  apiVersion: string;
  kind: string;
  [field: string]: unknown;
}

const models = join(web, "consumers/node_modules/kubernetes-models");

function manifests(): Manifest[] {
  const yaml = CONSUMERS("yaml") as { parseAllDocuments(text: string): { toJSON(): Manifest }[] };
  return yaml.parseAllDocuments(deploy("kubernetes.yaml")).map((document) => document.toJSON());
}

test("the manifests are as the schema of Kubernetes says", async () => {
  for (const manifest of manifests()) {
    const module = pathToFileURL(join(models, manifest.apiVersion, `${manifest.kind}.js`));
    const { [manifest.kind]: Model } = (await import(/* @vite-ignore */ module.href)) as Record<
      string,
      new (from: Manifest) => { validate(): void }
    >;
    new Model(manifest).validate();
  }
});

test("the manifests have no fields that Kubernetes does not know", () => {
  const typed = manifests().map(({ apiVersion, kind, ...rest }, index) => {
    const from = JSON.stringify(join(models, apiVersion, kind));
    return `import type { I${kind} as Model${index} } from ${from};\nexport const manifest${index}: Model${index} = ${JSON.stringify({ apiVersion, kind, ...rest })};\n`;
  });
  const file = join(folder, "manifests.ts");
  writeFileSync(file, typed.join(""));
  const options = ["--noEmit", "--strict", "--skipLibCheck", "--module", "preserve"];
  const { status, stdout } = run(process.execPath, compiler(5), ...options, file);
  expect(stdout).toBe("");
  expect(status).toBe(0);
});

test("the config in the manifests is one that a server starts with", () => {
  const { data } = manifests().find(({ kind }) => kind === "ConfigMap") as unknown as { data: Record<string, string> };
  writeFileSync(join(folder, "tickwire.conf"), data["tickwire.conf"]);
  expect(run("java", "-jar", jar, "config", "check", "tickwire.conf").status).toBe(0);
});
