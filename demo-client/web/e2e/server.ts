import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const jar = fileURLToPath(new URL("../../../server/target/tickwire-server.jar", import.meta.url));
const web = fileURLToPath(new URL("../../target/web", import.meta.url));
const consolePages = fileURLToPath(new URL("../../target/console", import.meta.url));

/** As the launcher takes them. */
const forTheJvm = process.env.JAVA_OPTS?.split(" ") ?? [];

/** A server process, for as long as a test needs it. */
export class ServerProcess {
  private constructor(
    private readonly process: ChildProcess,
    /** Where it serves, without a slash at the end. */
    readonly url: string,
    private readonly console: () => string,
  ) {}

  /** Where its operators are listened to, without a slash at the end; it says so about when it is ready. */
  async adminUrl(): Promise<string> {
    while (!this.console()) await new Promise((done) => setTimeout(done, 10));
    return this.console();
  }

  /**
   * Starts a server and waits until it serves.
   *
   * @param settings as for `--set`: `"roomTypes.arena.playerLimit=2"`
   * @param config a config file, which the server follows
   * @param bots whether there are bots in Arena, as it is shipped; tests that count ships do without
   * @param folder where it keeps rooms, and saves recordings
   * @param games a directory of classes of games, whose room types come first
   * @param pages directories of pages, which come before the demo's
   */
  static start({
    port = 0,
    settings = [] as string[],
    config = "",
    games = "",
    pages = [] as string[],
    bots = false,
    folder = mkdtempSync(join(tmpdir(), "tickwire-")),
  } = {}): Promise<ServerProcess> {
    for (const needed of [jar, web]) {
      if (!existsSync(needed)) throw new Error(`${needed} is missing: build the server and the page first`);
    }
    if (!bots && !config) settings = [...settings, "roomTypes.arena.bots=0"];
    const sets = settings.flatMap((setting) => ["--set", setting]);
    const file = config ? ["--config", config] : [];
    const sites = [...pages, web].flatMap((page) => ["--web", page]);
    const own = games ? ["--games", games] : [];
    const console = [
      "--console",
      consolePages,
      "--set",
      "admin.port=0",
      "--set",
      'admin.auditLog=""',
      "--set",
      'admin.sanctions=""',
      "--set",
      'admin.presets=""',
      "--set",
      `store.directory="${join(folder, "rooms")}"`,
      "--set",
      `recorder.directory="${join(folder, "recordings")}"`,
    ];
    const child = spawn("java", [
      ...forTheJvm,
      "-jar",
      jar,
      "serve",
      "--port",
      String(port),
      ...console,
      ...sites,
      ...own,
      ...file,
      ...sets,
    ]);
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk));
    const adminUrl = () => /^console (http:\S+)$/m.exec(said)?.[1] ?? "";
    return serving(child, "the server").then((url) => new ServerProcess(child, url, adminUrl));
  }

  get pid(): number {
    return this.process.pid!;
  }

  get port(): number {
    return Number(new URL(this.url).port);
  }

  /** Lets the process stand still: its sockets are there, and nobody answers. */
  freeze(): void {
    this.process.kill("SIGSTOP");
  }

  /** Lets a process that stands still go on. */
  thaw(): void {
    this.process.kill("SIGCONT");
  }

  /** Ends the process, though it stands still; SIGKILL is a crash, SIGTERM an orderly stop. */
  stop(signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
    return ended(this.process, signal);
  }
}

/** Where a process serves, without a slash at the end, as soon as it says so; `what` is it called if it ends before. */
export function serving(child: ChildProcessWithoutNullStreams, what: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = "";
    child.stderr.on("data", (chunk: Buffer) => (said += chunk));
    child.stdout.on("data", (chunk: Buffer) => {
      said += chunk;
      const ready = /^ready (http:\S+)$/m.exec(said);
      if (ready) resolve(ready[1].replace(/\/$/, ""));
    });
    child.on("error", reject);
    child.on("exit", (code) => reject(new Error(`${what} ended with ${code}:\n${said}`)));
  });
}

/** Ends a process, though it stands still, and waits until it has. */
export function ended(child: ChildProcess, signal: "SIGTERM" | "SIGKILL" = "SIGTERM"): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once("exit", () => resolve());
    child.kill(signal);
    child.kill("SIGCONT");
    return undefined;
  });
}
