import { Random as Seeded } from "../../src/conditions/random.ts";

/** A small seeded generator, so that a failing test can be run again. */
export class Random extends Seeded {
  /** 0 to below - 1. */
  int(below: number): number {
    return Math.floor(this.next() * below);
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }
}
