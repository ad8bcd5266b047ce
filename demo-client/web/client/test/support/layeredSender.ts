import { type Block, ServerFrame as WireFrame } from "../generated/tickwire/frames.ts";
import { type Schema, ServerFrame } from "../../src/index.ts";
import { emptyWorld, encodeBlock, PLAIN, type World } from "./world.ts";

/** Rows of the first table: raw values by id. */
export type Rows = Readonly<Record<number, readonly number[]>>;

export function frameOf(tick: number, blocks: Block[], stateHash?: number): ServerFrame {
  const frame = new ServerFrame();
  frame.read(WireFrame.encode(WireFrame.fromPartial({ tick, blocks, stateHash })).finish());
  return frame;
}

/** A server's side of one client's layers: remembers what it has sent of each. */
export class LayeredSender {
  private readonly sent: { base?: World; previous?: World }[] = [{}, {}, {}];

  constructor(private readonly schema: Schema) {}

  /** The frame for a tick, with a block for each layer that is given. */
  frame(tick: number, layers: Readonly<Record<number, Rows>>, stateHash?: number): ServerFrame {
    return frameOf(
      tick,
      Object.entries(layers).map(([layer, rows]) => this.block(tick, Number(layer), rows)),
      stateHash,
    );
  }

  block(tick: number, layer: number, rows: Rows): Block {
    const world: World = { ...emptyWorld(this.schema), tick };
    for (const [id, raws] of Object.entries(rows)) world.tables[0].set(Number(id), [...raws]);
    world.texts.set(1, "Ada");
    const { base, previous } = this.sent[layer];
    this.sent[layer] = { base: world, previous: base };
    const predicts = { ...PLAIN, predicts: () => true };
    return { ...encodeBlock(this.schema, base, previous, world, predicts), layer };
  }

  /** The next block of a layer is a keyframe. */
  forget(layer: number): void {
    this.sent[layer] = {};
  }
}
