import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { bench, describe } from "vitest";
import { Welcome } from "./generated/tickwire/frames.ts";
import { Schema, ServerFrame, SnapshotDecoder } from "../src/index.ts";

/** A directory that CodecFigures of the Java codec has filled: `FRAMES=DIRECTORY npx vitest bench --run`. */
const frames = process.env.FRAMES;

/** How long it takes to apply what one client was sent in 600 ticks: divide by 600 for one snapshot. */
describe.skipIf(!frames)("applying 600 snapshots", () => {
  for (const scene of frames ? readdirSync(frames).sort() : []) {
    const folder = join(frames!, scene);
    const [welcome, ...snapshots] = readdirSync(folder)
      .sort()
      .map((file) => new Uint8Array(readFileSync(join(folder, file))));
    const frame = new ServerFrame();
    frame.read(welcome);
    const schema = Schema.fromWire(Welcome.decode(frame.welcome!).schema);
    bench(scene, () => {
      const decoder = new SnapshotDecoder(schema);
      for (const bytes of snapshots) {
        frame.read(bytes);
        if (decoder.apply(frame) !== "applied") throw new Error("a frame does not follow on the one before");
      }
    });
  }
});
