import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const web = fileURLToPath(new URL("../../../", import.meta.url));
const run = promisify(execFile);
const OWN = createRequire(join(web, "package.json"));
/** What others build and run with. It is installed by itself: its commands must not be those of our own scripts. */
export const CONSUMERS = createRequire(join(web, "consumers/package.json"));

/** A compiler of that major version. */
export function compiler(version: 5 | 7): string {
  const found = version === 5 ? OWN.resolve("typescript/package.json") : CONSUMERS.resolve("typescript7/package.json");
  return join(dirname(found), "bin/tsc");
}

/** Node 22, where there is one for this machine. */
export function node22(): string | undefined {
  const path = join(web, "consumers/node_modules/node22/bin/node");
  return existsSync(path) ? path : undefined;
}

/** An empty directory with the packed library installed, and nothing else: what somebody has who begins. */
export class FreshProject {
  private constructor(readonly folder: string) {}

  /** Packs the library as for the registry, and installs the file. */
  static async create(): Promise<FreshProject> {
    const folder = await mkdtemp(join(tmpdir(), "tickwire-fresh-"));
    const project = new FreshProject(folder);
    const { stdout } = await run("npm", ["pack", "--json", "--silent", "--pack-destination", folder], {
      cwd: join(web, "client"),
    });
    const [{ filename }] = JSON.parse(stdout.slice(stdout.indexOf("["))) as [{ filename: string }];
    await project.write({ "package.json": '{ "name": "fresh", "private": true, "type": "module" }\n' });
    await run("npm", ["install", "--offline", "--no-audit", "--no-fund", `./${filename}`], { cwd: folder });
    return project;
  }

  /** The directory of an installed package. */
  installed(name: string): string {
    return join(this.folder, "node_modules", name);
  }

  /** Installs a package that is already on this machine: no test fetches anything. */
  async link(name: string): Promise<void> {
    const to = this.installed(name);
    await mkdir(dirname(to), { recursive: true });
    await symlink(join(web, "node_modules", name), to);
  }

  async write(files: Readonly<Record<string, string>>): Promise<void> {
    for (const [name, text] of Object.entries(files)) {
      const path = join(this.folder, name);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, text);
    }
  }

  /** Runs a script of Node; what it writes, or an error with that. */
  async node(args: readonly string[], executable: string = process.execPath): Promise<string> {
    const { stdout } = await run(executable, args, { cwd: this.folder, timeout: 60_000 }).catch(
      (error: { stdout: string; stderr: string; message: string }) => {
        throw new Error(`${error.message}\n${error.stdout}${error.stderr}`);
      },
    );
    return stdout;
  }

  /** All files, by their paths from the directory. */
  async files(under: string): Promise<string[]> {
    const found = await readdir(join(this.folder, under), { recursive: true, withFileTypes: true });
    return found
      .filter((file) => file.isFile())
      .map((file) => join(file.parentPath, file.name).slice(this.folder.length + 1));
  }

  remove(): Promise<void> {
    return rm(this.folder, { recursive: true, force: true });
  }
}
