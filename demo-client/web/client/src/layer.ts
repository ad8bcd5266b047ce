import type { Schema } from "./schema.ts";
import { Snapshot, Texts } from "./snapshot.ts";

/** How many layers there are: near entities, those further away that come less often, the columns for an owner, and those for its team. */
export const LAYERS = 5;
/** The layers with columns that everybody gets. */
export const PUBLIC_LAYERS = 3;

/**
 * A part of what a client holds, with a rate and a baseline of its own: its newest snapshots, with gaps in their ticks.
 *
 * Memory is reused: a {@link Snapshot} holds until `capacity` newer ones have come.
 */
export class Layer {
  private readonly ring: Snapshot[];
  readonly #capacity: number;
  #count = 0;
  /** Whether the snapshot before the newest may serve for prediction: a keyframe has none before it. */
  #hasPrevious = false;

  constructor(schema: Schema, capacity: number, texts: Texts = new Texts()) {
    this.#capacity = capacity;
    // One more, so that a malformed frame spoils none that is held.
    this.ring = Array.from({ length: capacity + 1 }, () => new Snapshot(schema, texts));
  }

  /** How many snapshots are held. */
  get size(): number {
    return Math.min(this.#count, this.#capacity);
  }

  /** A held snapshot by age, 0 being the newest; undefined past {@link size}. */
  at(age: number): Snapshot | undefined {
    return age >= 0 && age < this.size ? this.ring[(this.#count - 1 - age) % this.ring.length] : undefined;
  }

  /** Age of the snapshot that holds at a tick: the newest that is not after it, or else the oldest one; -1 when there is none. */
  ageAt(tick: number): number {
    const last = this.size - 1;
    let age = 0;
    while (age < last && this.at(age)!.tick > tick) age++;
    return Math.min(age, last);
  }

  /** The snapshot before the newest, unless that is a keyframe. */
  get previous(): Snapshot | undefined {
    return this.#hasPrevious ? this.at(1) : undefined;
  }

  /** Ticks from one snapshot to the next: the middle one of the last three intervals. 0 before the second snapshot. */
  get interval(): number {
    const [a, b, c] = [this.#intervalBefore(0), this.#intervalBefore(1), this.#intervalBefore(2)];
    return this.size < 4 ? Math.max(a, b, c) : Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }

  #intervalBefore(age: number): number {
    return age + 1 < this.size ? this.at(age)!.tick - this.at(age + 1)!.lastTick : 0;
  }

  /** Whether a block that comes at a tick is a delta against the state that this layer has. */
  holds(tick: number, baselineAgo: number, previousAgo: number): boolean {
    if (this.at(0)?.tick !== tick - baselineAgo) return false;
    return previousAgo === 0 || this.previous?.tick === tick - baselineAgo - previousAgo;
  }

  /** A snapshot to be filled; {@link push} makes it the newest. */
  get next(): Snapshot {
    return this.ring[this.#count % this.ring.length]!;
  }

  /** What is newest has not changed until a tick. */
  hold(tick: number): void {
    const newest = this.at(0);
    if (newest) newest.lastTick = Math.max(newest.lastTick, tick);
  }

  push(keyframe: boolean): void {
    this.#count++;
    this.#hasPrevious = !keyframe;
  }
}
