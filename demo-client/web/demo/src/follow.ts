import type { Pilot } from "./worldWatch.ts";

/** The pilot that a watcher looks at: the leader, or one pilot for as long as that one stays. */
export class Follow {
  /** Undefined: the leader. */
  private chosen: number | undefined;

  /** Whether it is the leader, even if another pilot takes the lead. */
  get leads(): boolean {
    return this.chosen === undefined;
  }

  /** The pilot to look at; undefined: there is nobody. Who is chosen and has left gives way to the leader. */
  target(pilots: ReadonlyMap<number, Pilot>): Pilot | undefined {
    const chosen = this.chosen === undefined ? undefined : pilots.get(this.chosen);
    if (!chosen) this.chosen = undefined;
    return chosen ?? ranked(pilots)[0];
  }

  /** Goes on to the pilot who is next (1) or before (-1) by score, around from the last to the leader. */
  step(by: 1 | -1, pilots: ReadonlyMap<number, Pilot>): void {
    const order = ranked(pilots);
    if (order.length === 0) return;
    const place = order.findIndex(({ player }) => player === this.target(pilots)?.player);
    const next = (place + by + order.length) % order.length;
    this.chosen = next === 0 ? undefined : order[next].player;
  }

  reset(): void {
    this.chosen = undefined;
  }
}

/** Pilots by score, the best first. */
export function ranked(pilots: ReadonlyMap<number, Pilot>): Pilot[] {
  return [...pilots.values()].sort((a, b) => b.score - a.score || a.player - b.player);
}
