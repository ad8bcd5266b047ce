/** One input as it was sent: raw values, and how far behind its tick the view was. */
export interface SentInput {
  readonly tick: number;
  readonly raws: Int32Array;
  readonly viewAgo: number;
}

/** More are not taken again: a server that takes none for so long takes none at all. */
const MOST = 2048;

/**
 * The inputs that the server may not have taken yet, oldest first, and the newest that it has.
 *
 * Says which input the server will take at which tick, by the rule in PROTOCOL.md: the one for the tick, or the newest of those
 * that came late, or none.
 */
export class SentInputs {
  private inputs: SentInput[] = [];
  /** Tick of the newest input that the server has taken; -1: none. */
  #takenTick = -1;

  get newestTick(): number {
    return this.inputs.at(-1)?.tick ?? -1;
  }

  /** An input went out. One for a tick that was sent before takes its place. */
  add(input: SentInput): void {
    while (this.newestTick >= input.tick) this.inputs.pop();
    this.inputs.push(input);
    if (this.inputs.length > MOST) this.inputs.shift();
  }

  /** A snapshot says which input was the newest that the server had taken by then. */
  taken(tick: number): void {
    this.#takenTick = tick;
    // The newest one that was taken still holds.
    let old = 0;
    while (old + 1 < this.inputs.length && this.inputs[old + 1]!.tick <= tick) old++;
    this.inputs.splice(0, old);
  }

  /** The input that the server has taken last; undefined: not known, or none. */
  get held(): SentInput | undefined {
    const first = this.inputs[0];
    return first && first.tick <= this.#takenTick ? first : undefined;
  }

  /** The newest input for a tick after `after`, up to `tick`; undefined: there is none, and what holds goes on. */
  due(tick: number, after: number): SentInput | undefined {
    for (let i = this.inputs.length - 1; i >= 0; i--) {
      const input = this.inputs[i]!;
      if (input.tick <= Math.max(after, this.#takenTick)) return undefined;
      if (input.tick <= tick) return input;
    }
    return undefined;
  }

  /** Forgets inputs for ticks after one: others will be sent in their place. */
  forgetAfter(tick: number): void {
    while (this.newestTick > tick) this.inputs.pop();
  }
}
