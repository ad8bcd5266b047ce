import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Room } from "tickwire-client";
import { ended } from "./server.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const template = join(root, "demo-client/src/main/resources/dev/tickwire/client/project");
const built = join(root, "server/target");
const web = join(root, "demo-client/target/web");

declare global {
  interface Window {
    /** What the game's page has joined. */
    room: Room;
    /** Only in a page that was not loaded anew. */
    isOld: boolean;
  }
}

/** A project as `tickwire new` writes it, which its author has open in an editor. */
export class Project {
  readonly directory = mkdtempSync(join(tmpdir(), "tickwire-dev-project-"));
  readonly game = "src/main/java/Coins.java";
  readonly page = "page/index.html";

  constructor() {
    for (const name of ["Coins.java", "CoinsRules.java"]) this.copy(name, `src/main/java/${name}`);
    this.copy("pom.xml", "pom.xml");
    this.copy("tickwire.conf", "tickwire.conf");
    this.copy("index.html", this.page);
    this.change(this.page, "rules: rules()", 'rules: rules(), remember: "seat"');
    this.change(this.page, "room.onStatus", "window.room = room;\n  room.onStatus");
  }

  private copy(name: string, to: string): void {
    const text = readFileSync(join(template, name), "utf8");
    this.write(to, text.replaceAll("@name@", "coins").replaceAll("@roomType@", "coins"));
  }

  read(file: string): string {
    return readFileSync(join(this.directory, file), "utf8");
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.directory, file)), { recursive: true });
    writeFileSync(join(this.directory, file), text);
  }

  change(file: string, from: string, to: string): void {
    const text = this.read(file);
    if (!text.includes(from)) throw new Error(`${file} has no ${from}`);
    this.write(file, text.replace(from, to));
  }

  remove(): void {
    rmSync(this.directory, { recursive: true, force: true });
  }
}

/** `tickwire dev`, as the launcher starts it. */
export class DevServer {
  private constructor(
    private readonly process: ChildProcess,
    /** Where the game's page is, without a slash at the end. */
    readonly url: string,
    /** All that it has said. */
    readonly said: () => string,
  ) {}

  /** Starts it, and waits until its pages are served; that they show what is wrong will do, too. */
  static start(directory: string): Promise<DevServer> {
    const path = [join(built, "tickwire-server.jar"), join(built, "teavm/*")].join(delimiter);
    const kept = mkdtempSync(join(tmpdir(), "tickwire-dev-kept-"));
    const settings = [
      "admin.port=off",
      `store.directory="${join(kept, "rooms")}"`,
      `recorder.directory="${join(kept, "recordings")}"`,
    ];
    const options = ["--port", "0", "--web", web, ...settings.flatMap((setting) => ["--set", setting])];
    const child = spawn("java", ["-cp", path, "dev.tickwire.server.Main", "dev", directory, ...options]);
    let said = "";
    return new Promise((resolve, reject) => {
      const hear = (chunk: Buffer) => {
        said += chunk;
        const served = /^(?:ready|waiting) (http:\/\/[^\s/]+)/m.exec(said);
        if (served) resolve(new DevServer(child, served[1], () => said));
      };
      child.stdout.on("data", hear);
      child.stderr.on("data", hear);
      child.on("exit", (code) => reject(new Error(`it ended with ${code}:\n${said}`)));
    });
  }

  stop(): Promise<void> {
    return ended(this.process);
  }
}
