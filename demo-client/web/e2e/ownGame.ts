import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { jar, ServerProcess } from "./server.ts";

/** A server of a game that a test has written. */
export interface OwnGame {
  readonly server: ServerProcess;
  stop(): Promise<void>;
}

/** Compiles games as their authors do. */
export function compile(sources: readonly string[], into: string): void {
  const { status, stderr } = spawnSync("javac", ["-cp", jar, "-d", into, ...sources], { encoding: "utf8" });
  if (status !== 0) throw new Error(stderr);
}

/** Compiles a game's public class, and serves it. */
export async function serveGame(source: string): Promise<OwnGame> {
  const folder = mkdtempSync(join(tmpdir(), "tickwire-game-"));
  const file = join(folder, `${/public final class (\w+)/.exec(source)![1]}.java`);
  writeFileSync(file, source);
  compile([file], folder);
  const server = await ServerProcess.start({ games: folder });
  return {
    server,
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
