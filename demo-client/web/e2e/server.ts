import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const jar = fileURLToPath(new URL("../../../server/target/tickwire-server.jar", import.meta.url));
const web = fileURLToPath(new URL("../../target/web", import.meta.url));

/** A server process, for as long as a test needs it. */
export class ServerProcess {
  private constructor(
    private readonly process: ChildProcess,
    /** Where it serves, without a slash at the end. */
    readonly url: string,
  ) {}

  /**
   * Starts a server and waits until it serves.
   *
   * @param settings as for `--set`: `"roomTypes.arena.playerLimit=2"`
   * @param config a config file, which the server follows
   */
  static start({ port = 0, settings = [] as string[], config = "" } = {}): Promise<ServerProcess> {
    for (const needed of [jar, web]) {
      if (!existsSync(needed)) throw new Error(`${needed} is missing: build the server and the page first`);
    }
    const sets = settings.flatMap((setting) => ["--set", setting]);
    const file = config ? ["--config", config] : [];
    const child = spawn("java", ["-jar", jar, "serve", "--port", String(port), "--web", web, ...file, ...sets]);
    return new Promise((resolve, reject) => {
      let said = "";
      const listen = (chunk: Buffer) => {
        said += chunk;
        const ready = /^ready (http:\S+)$/m.exec(said);
        if (ready) resolve(new ServerProcess(child, ready[1].replace(/\/$/, "")));
      };
      child.stdout.on("data", listen);
      child.stderr.on("data", (chunk: Buffer) => (said += chunk));
      child.on("error", reject);
      child.on("exit", (code) => reject(new Error(`the server ended with ${code}:\n${said}`)));
    });
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
    return new Promise((resolve) => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) return resolve();
      this.process.once("exit", () => resolve());
      this.process.kill(signal);
      this.thaw();
      return undefined;
    });
  }
}
