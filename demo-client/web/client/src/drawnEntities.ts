import { type Layer, LAYERS } from "./layer.ts";
import { slotOf, type TableRows } from "./snapshot.ts";

/** Ticks per tick by which an entity may be shown slower or faster while it comes to be drawn later or earlier. */
const SLOWER = 0.4;
const FASTER = 0.2;

/**
 * Chooses which entities of one table are drawn when a client holds several layers, and between which two updates each.
 *
 * A layer that comes at a half or a quarter of the rate is drawn that much later, so that far entities move as smoothly as
 * near ones. An entity that changes layer keeps the time at which it is shown, and from there slides to that of its new
 * layer: it slows down or hurries a little, and never jumps. It comes and goes by its own time, too.
 */
export class DrawnEntities {
  /** What {@link find} found: the update before the time, the one after it (its row is -1 when there is none), and how far between. */
  from!: TableRows;
  fromRow = -1;
  to!: TableRows;
  toRow = -1;
  fraction = 0;
  /** Ticks from the one to the other. */
  span = 0;

  /** By slot: the entity that is drawn, and by how many ticks later than the nearest ones. 0: none. */
  readonly #ids: Int32Array;
  readonly #lags: Float64Array;
  /** By slot: the entity that is there by now, in the nearest layer that has one, and the number of that layer. */
  readonly #nowIds: Int32Array;
  readonly #nowLayers: Uint8Array;
  #slots = 0;
  #tick = 0;
  #elapsed = 0;
  #mostTicksBeyond = 0;
  private layers: readonly (Layer | undefined)[] = [];
  readonly #delays = new Float64Array(LAYERS);

  constructor(
    private readonly table: number,
    capacity: number,
  ) {
    this.#ids = new Int32Array(capacity);
    this.#lags = new Float64Array(capacity);
    this.#nowIds = new Int32Array(capacity);
    this.#nowLayers = new Uint8Array(capacity);
  }

  /** Begins with the picture for a tick; the first slot that has no entity. Then ask {@link find} for each slot before it. */
  begin(layers: readonly (Layer | undefined)[], tick: number, elapsed: number, mostTicksBeyond = 0): number {
    this.layers = layers;
    this.#mostTicksBeyond = mostTicksBeyond;
    this.#tick = tick;
    this.#elapsed = elapsed;
    this.#nowIds.fill(0, 0, this.#slots);
    let used = 0;
    for (let l = layers.length - 1; l >= 0; l--) {
      const rows = this.#rowsAt(l, tick);
      this.#delays[l] = Math.max(0, (layers[l]?.interval ?? 0) - (layers[0]?.interval ?? 0));
      if (!rows) continue;
      for (let row = 0; row < rows.size; row++) {
        const slot = slotOf(rows.ids[row]!);
        this.#nowIds[slot] = rows.ids[row]!;
        this.#nowLayers[slot] = l;
      }
      if (rows.size > 0) used = Math.max(used, slotOf(rows.ids[rows.size - 1]!) + 1);
    }
    // Some that are gone by now are drawn for a little longer.
    while (this.#slots > used && this.#ids[this.#slots - 1] === 0) this.#slots--;
    this.#slots = Math.max(this.#slots, used);
    return this.#slots;
  }

  /** The entity to be drawn of a slot, or 0; its place is then in the fields. */
  find(slot: number): number {
    let id = this.#ids[slot]!;
    if (id !== 0) {
      this.#slide(slot, id);
      if (this.#seek(slot, id)) return id;
    }
    // Gone, or not yet there at its time. Who is next in the slot comes now, at the delay of its layer.
    const next = this.#nowIds[slot]!;
    if (next === id) return 0;
    id = this.#ids[slot] = next;
    if (id === 0) return 0;
    this.#lags[slot] = this.#delays[this.#nowLayers[slot]!]!;
    return this.#seek(slot, id) ? id : 0;
  }

  /** Brings an entity's lag nearer to the delay of the layer that it has come to. */
  #slide(slot: number, id: number): void {
    for (let l = 0; l < this.layers.length; l++) {
      const rows = this.layers[l]?.at(0)?.tables[this.table];
      const row = rows?.rowInSlot(slot) ?? -1;
      if (row < 0) continue;
      if (rows!.ids[row] !== id) return;
      const change = this.#delays[l]! - this.#lags[slot]!;
      this.#lags[slot]! += Math.min(Math.max(change, -FASTER * this.#elapsed), SLOWER * this.#elapsed);
      return;
    }
  }

  /** Finds the updates around the time of an entity; false: it is not there then. */
  #seek(slot: number, id: number): boolean {
    const { layers } = this;
    const tick = this.#tick;
    const time = tick - this.#lags[slot]!;
    for (let l = 0; l < layers.length; l++) {
      const rows = this.#rowsAt(l, time);
      const row = rows?.rowInSlot(slot) ?? -1;
      if (row < 0) continue;
      if (rows!.ids[row] !== id) return false;
      const layer = layers[l]!;
      const age = layer.ageAt(time);
      const { tick: start, lastTick } = layer.at(age)!;
      this.from = this.to = rows!;
      this.fromRow = row;
      this.toRow = -1;
      this.fraction = this.span = 0;
      if (start > time) return true;
      if (age > 0) this.#seekNext(id, l, time, lastTick, layer.at(age - 1)!.tick);
      else if (l === 0) this.#goOn(id, layer, time);
      // Waits for its layer, to go on from where it stands: the next update may be long in coming.
      else if (l > 0) this.#lags[slot] = tick - start;
      return true;
    }
    return false;
  }

  /** Lets an entity for which no further update has come go on as it did. */
  #goOn(id: number, layer: Layer, time: number): void {
    const newest = layer.at(0)!;
    const before = layer.at(1);
    const row = before?.tables[this.table]!.rowOf(id) ?? -1;
    if (row < 0) return;
    this.to = before!.tables[this.table]!;
    this.toRow = row;
    this.span = newest.tick - before!.lastTick;
    const beyond = Math.min(time, newest.tick + this.#mostTicksBeyond) - newest.lastTick;
    this.fraction = Math.min(0, -beyond / this.span);
  }

  /** Finds the update after the one at `start`. An entity that leaves its layer enters another in the same snapshot. */
  #seekNext(id: number, from: number, time: number, start: number, end: number): void {
    for (let i = 0; i < this.layers.length; i++) {
      const layer = this.layers[(from + i) % this.layers.length];
      const snapshot = layer?.at(layer.ageAt(end));
      const row = snapshot?.tick === end ? snapshot.tables[this.table]!.rowOf(id) : -1;
      if (row < 0) continue;
      this.to = snapshot!.tables[this.table]!;
      this.toRow = row;
      this.span = end - start;
      this.fraction = Math.max(0, (time - start) / this.span);
      return;
    }
  }

  #rowsAt(layer: number, tick: number): TableRows | undefined {
    const snapshots = this.layers[layer];
    return snapshots?.at(snapshots.ageAt(tick))?.tables[this.table];
  }
}
