import { type Environment, REAL } from "../environment.ts";
import { Link } from "./link.ts";
import { Random } from "./random.ts";
import { Way, type WayConditions, WayRules } from "./way.ts";

/** How a network behaves. Conditions that are left out stay as they are; at first there are none. */
export interface NetworkConditions {
  /** From the server to clients. */
  readonly down?: Partial<WayConditions>;
  /** From clients to the server. */
  readonly up?: Partial<WayConditions>;
  /** Each connection is cut so long after it was made; 0: never. */
  readonly cutAfterMillis?: number;
}

/** A direction: from the server to clients, or from them to the server. */
export type Direction = "down" | "up";

const DIRECTIONS: readonly Direction[] = ["down", "up"];

/**
 * A network between clients and a server that is as bad as its conditions say: it delays, narrows, stalls and cuts connections.
 *
 * It behaves like one on which TCP runs: nothing is lost, doubled or overtaken; what a real network loses comes late here. Delays are drawn
 * from the seed, for each connection by itself. Everything can be changed at any time. Without conditions all passes at once.
 */
export class SlowNetwork {
  private readonly rules: Readonly<Record<Direction, WayRules>>;
  private readonly links = new Set<Link>();
  private opened = 0;
  private cutAfter = 0;

  /** @param environment stands in for clock and timers in tests */
  constructor(
    conditions: NetworkConditions = {},
    /** What delays are drawn from. */
    readonly seed = 1,
    private readonly environment: Pick<Environment, "nowMillis" | "after"> = REAL,
  ) {
    const startMillis = environment.nowMillis();
    this.rules = { down: new WayRules(startMillis), up: new WayRules(startMillis) };
    this.set(conditions);
  }

  /** What holds now. */
  get conditions(): { down: WayConditions; up: WayConditions; cutAfterMillis: number } {
    const { down, up } = this.rules;
    return { down: down.conditions, up: up.conditions, cutAfterMillis: this.cutAfter };
  }

  /** Changes the given conditions, for all connections. A RangeError names a condition that is not possible. */
  set({ down = {}, up = {}, cutAfterMillis = this.cutAfter }: NetworkConditions): void {
    if (!(cutAfterMillis >= 0)) throw new RangeError(`cutAfterMillis is 0 or more, not ${cutAfterMillis}`);
    this.rules.down.set(down);
    this.rules.up.set(up);
    this.cutAfter = cutAfterMillis;
    this.lookAgain();
  }

  /** Lets nothing out for a while, or until {@link resume}; then all comes at once. Connections last. */
  stall(millis: number = Infinity, directions: readonly Direction[] = DIRECTIONS): void {
    for (const direction of directions) this.rules[direction].stallUntil(this.environment.nowMillis() + millis);
    this.lookAgain();
  }

  /** Ends a {@link stall}. */
  resume(): void {
    for (const direction of DIRECTIONS) this.rules[direction].stallUntil(-Infinity);
    this.lookAgain();
  }

  /** Breaks all connections: both ends find them lost, and what was under way with them. New ones can be made at once. */
  cut(): void {
    for (const link of [...this.links]) link.cut();
  }

  /** @internal A new connection through this network; `onCut` breaks its ends. */
  connect(onCut: () => void): Link {
    const number = this.opened++;
    // Far apart, so that no connection draws what another one does.
    const random = (direction: number) => new Random(this.seed + Math.imul(number * 2 + direction, 0x9e3779b1));
    const down = new Way(this.rules.down, random(0));
    const up = new Way(this.rules.up, random(1));
    const openedMillis = this.environment.nowMillis();
    const cutMillis = () => (this.cutAfter > 0 ? openedMillis + this.cutAfter : Infinity);
    const link = new Link(down, up, this.environment, cutMillis, (wasCut) => {
      this.links.delete(link);
      if (wasCut) onCut();
    });
    this.links.add(link);
    link.look();
    return link;
  }

  private lookAgain(): void {
    for (const link of [...this.links]) link.look();
  }
}
