import { type ChildProcess, spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const jar = fileURLToPath(new URL("../../target/tickwire-demo-client.jar", import.meta.url));

/** Bots in a room, for as long as a test needs them. */
export class Swarm {
  private constructor(private readonly process: ChildProcess) {}

  /** Starts bots; they join within a second or two. */
  static start(url: string, room: string, bots: number): Swarm {
    if (!existsSync(jar)) throw new Error(`${jar} is missing: build it first`);
    const options = ["--url", url, "--room", room, "--bots", String(bots), "--duration", "5m", "--seed", "1"];
    return new Swarm(spawn("java", ["-jar", jar, "swarm", ...options], { stdio: "ignore" }));
  }

  stop(): Promise<void> {
    return new Promise((resolve) => {
      if (this.process.exitCode !== null || this.process.signalCode !== null) return resolve();
      this.process.once("exit", () => resolve());
      this.process.kill("SIGKILL");
      return undefined;
    });
  }
}
