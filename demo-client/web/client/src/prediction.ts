import { type Correction, PredictedTable, scatter } from "./predictedTable.ts";
import { PARTS_PER_TICK, type PredictedWorld, type Rules } from "./rules.ts";
import type { Schema } from "./schema.ts";
import { type SentInput, SentInputs } from "./sentInputs.ts";
import type { Snapshot } from "./snapshot.ts";
import type { Welcome } from "./welcome.ts";

/** A prediction that runs further ahead of the last snapshot than this stands still: what comes then is anybody's guess. */
const MOST_MILLIS_AHEAD = 1500;

/** The address at which the server named the rules of a world when it was first used. */
const addresses = new WeakMap<PredictedWorld, string>();

/** Where the rules of a page are, and who hears what went wrong with them. */
interface RulesOptions {
  world?: PredictedWorld | undefined;
  /** The address that the server named last; what is there is imported once. */
  wanted?: string;
  readonly onError?: (error: unknown) => void;
}

/** Figures on prediction, for a debug overlay. */
export interface PredictionStats {
  /** How many ticks ahead of the newest snapshot the own entities are shown. */
  readonly ticksAhead: number;
  /** How often the server had an own entity elsewhere than was predicted. */
  readonly corrections: number;
  /** How far off the last such prediction was, over all FIXED columns. */
  readonly lastCorrection: number;
}

/**
 * Runs the game's rules ahead of the server, so that what the player does shows at once.
 *
 * With each snapshot the rules go back to it and take the inputs again that the server has not taken yet. What is shown is between the last tick whose input was
 * sent, and the next one as it will be if the player goes on with what it does now: so a key shows in the next frame.
 */
export class Prediction {
  readonly tables: readonly (PredictedTable | undefined)[];
  corrections = 0;
  lastCorrection = 0;
  /** The tick that is shown of own entities, with its fraction. */
  tick = 0;
  private readonly sent = new SentInputs();
  private snapshotTick = 0;
  /** The tick whose input is settled; the rules' world is at the one after it. */
  private settledTick = 0;
  private appliedTick = -1;
  private heldRaws: Int32Array;
  private heldViewAgo = 0;
  private wantedRaws: Int32Array;
  private aheadIsStale = true;
  private lastMillis: number | undefined;
  private tickMillis = 50;
  /** What was predicted for a tick was for another moment. */
  private ticksHaveChanged = false;

  /** @param rest raw values of inputs of which nothing is known */
  constructor(
    private readonly world: PredictedWorld,
    private readonly schema: Schema,
    private readonly player: number,
    private readonly rest: Int32Array,
    teleport: readonly (Float64Array | undefined)[],
    private readonly onCorrection: Correction = () => {},
  ) {
    this.tables = schema.wholeTables.map((table, t) =>
      world.predicted(table.index) === "NONE" ? undefined : new PredictedTable(schema, table, world, teleport[t]),
    );
    this.heldRaws = this.wantedRaws = this.rest;
  }

  /**
   * The rules that a page has, if they are those of the server's game: they go by the places of columns, and would predict nonsense
   * otherwise. In place of others it imports those that the server names, and calls `retry` when it has them; until then, those before
   * will do if they know the same columns.
   */
  static rulesFor(welcome: Welcome, options: RulesOptions, retry: () => void): PredictedWorld | undefined {
    const { world, wanted } = options;
    const { player, schemaHash, rules, tickRateHz } = welcome;
    if (!world || player === undefined) return undefined;
    const fits = world.schemaHash() >>> 0 === schemaHash;
    if (fits && !addresses.has(world)) addresses.set(world, rules);
    options.wanted = rules;
    if (!fits) console.warn("The rules are of another version than the server's game: nothing is predicted.");
    if (rules && rules !== wanted && !(fits && addresses.get(world) === rules)) {
      import(/* webpackIgnore: true */ /* @vite-ignore */ rules).then(
        (module: { rules(): Rules }) => {
          if (options.wanted !== rules) return;
          options.world = module.rules().predict(tickRateHz);
          addresses.set(options.world, rules);
          retry();
        },
        (error: unknown) => options.onError?.(error),
      );
    }
    return fits ? world : undefined;
  }

  /** Whether there is anything to show. */
  get ready(): boolean {
    return this.snapshotTick > 0;
  }

  /** Sets how fast the world runs, and by which numbers. */
  setRates(tickRateHz: number, tunables: readonly { name: string; value: number }[]): void {
    this.tickMillis = 1000 / tickRateHz;
    this.world.setTickRateHz(tickRateHz);
    for (const { name, value } of tunables) this.world.tune(name, value);
  }

  /** Takes note of an input that was sent: its tick is settled with it. */
  onInput(input: SentInput): void {
    this.sent.add(input);
    if (!this.ready || input.tick <= this.settledTick || this.#isTooFarAhead(input.tick)) return;
    this.world.restore();
    this.#runTo(input.tick);
    for (const table of this.tables) table?.settle();
    this.aheadIsStale = true;
  }

  /**
   * Goes back to a snapshot, and from there on to where the prediction was.
   *
   * @param takenTick of the newest input that the snapshot includes; -1: none
   */
  onSnapshot(snapshot: Snapshot, takenTick: number): void {
    const first = !this.ready;
    this.sent.taken(takenTick);
    this.load(snapshot);
    this.snapshotTick = snapshot.tick;
    this.appliedTick = takenTick;
    this.#hold(this.sent.held, 0);
    const target = Math.max(snapshot.tick, Math.min(this.sent.newestTick, this.#furthest()));
    const moved = this.ticksHaveChanged || target !== this.settledTick;
    this.ticksHaveChanged = false;
    this.settledTick = snapshot.tick;
    this.#runTo(target);
    const found: Parameters<Correction>[] = [];
    const tell: Correction = (...correction) => found.push(correction);
    for (const table of this.tables) table?.correct(snapshot.tick, first || moved ? undefined : tell);
    this.aheadIsStale = true;
    // Last: listeners may look at the room.
    for (const correction of found) {
      this.corrections++;
      this.lastCorrection = correction[2];
      this.onCorrection(...correction);
    }
  }

  /**
   * Gets ready to be drawn.
   *
   * @param tick the tick that the own entities are shown at, with its fraction, by the clock that inputs are stamped with
   * @param raws what the player does now
   */
  show(tick: number, raws: Int32Array, nowMillis: number): void {
    if (!this.ready) return;
    const elapsed = Math.max(0, nowMillis - (this.lastMillis ?? nowMillis));
    this.lastMillis = nowMillis;
    if (!same(raws, this.wantedRaws)) {
      this.wantedRaws = raws.slice();
      this.aheadIsStale = true;
    }
    if (this.aheadIsStale) this.lookAhead();
    for (const table of this.tables) table?.fade(elapsed);
    this.tick = Math.min(Math.max(tick, this.settledTick), this.settledTick + 1);
  }

  /** How far between the settled tick and the next it is shown. */
  get fraction(): number {
    return this.tick - this.settledTick;
  }

  get stats(): PredictionStats {
    return {
      ticksAhead: Math.max(0, this.tick - this.snapshotTick),
      corrections: this.corrections,
      lastCorrection: this.lastCorrection,
    };
  }

  /**
   * The clock went to another tick, as when the world runs at another rate: what was sent for later ticks will be sent again. To be called before the snapshot with which it
   * did is taken.
   */
  rewindTo(tick: number): void {
    this.sent.forgetAfter(tick);
    this.ticksHaveChanged = true;
  }

  private load(snapshot: Snapshot): void {
    const { world, schema } = this;
    world.begin(snapshot.tick, this.player);
    for (const [t, table] of schema.wholeTables.entries()) {
      const rows = snapshot.tables[table.index]!;
      const parts = schema.partsOf(table).map((part) => ({ table: part, rows: snapshot.tables[part.index]! }));
      const predicted = this.tables[t];
      if (predicted) predicted.load(this.player, rows, parts);
      else {
        world.add(table.index, rows.ids, rows.size);
        scatter(world, table, rows);
      }
    }
    world.loaded();
  }

  /** Runs the rules to a tick, with the inputs that were sent, and settles there. */
  #runTo(tick: number): void {
    for (let next = this.settledTick + 1; next <= tick; next++) {
      const input = this.sent.due(next, this.appliedTick);
      if (input) {
        this.appliedTick = input.tick;
        this.#hold(input, next - input.tick);
      }
      this.world.setInput(this.heldRaws, this.heldViewAgo);
      this.world.step();
      for (const table of this.tables) table?.stepped(next);
    }
    this.settledTick = tick;
    this.world.save();
  }

  /** @param lateTicks by how much the server takes it later than at its tick: it still means the same moment */
  #hold(input: SentInput | undefined, lateTicks: number): void {
    this.heldRaws = input?.raws ?? this.rest;
    this.heldViewAgo = (input?.viewAgo ?? 0) + lateTicks * PARTS_PER_TICK;
  }

  private lookAhead(): void {
    const { world } = this;
    world.restore();
    world.setInput(this.wantedRaws, this.heldViewAgo);
    world.step();
    for (const table of this.tables) {
      table?.stepped(this.settledTick + 1);
      table?.lookAhead();
    }
    this.aheadIsStale = false;
  }

  #furthest(): number {
    return this.snapshotTick + Math.ceil(MOST_MILLIS_AHEAD / this.tickMillis);
  }

  #isTooFarAhead(tick: number): boolean {
    return tick > this.#furthest();
  }
}

function same(a: Int32Array, b: Int32Array): boolean {
  return a.every((value, index) => value === b[index]);
}
