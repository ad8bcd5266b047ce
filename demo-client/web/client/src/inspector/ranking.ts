/** How much larger something has to be than what is above it to take its place. */
const CLEARLY = 1.2;

/** Keeps things in order, the largest first, without those that are nearly alike changing places all the time. */
export class Ranking<Key> {
  private order: Key[] = [];

  /** The same things in the order that they are shown in. */
  sort<Thing>(things: readonly Thing[], keyOf: (thing: Thing) => Key, sizeOf: (thing: Thing) => number): Thing[] {
    const places = new Map(this.order.map((key, place) => [key, place]));
    const placeOf = (thing: Thing) => places.get(keyOf(thing)) ?? Infinity;
    const sorted = [...things].sort((a, b) => placeOf(a) - placeOf(b) || sizeOf(b) - sizeOf(a));
    for (let i = 1; i < sorted.length; i++) {
      const thing = sorted[i]!;
      let place = i;
      while (place > 0 && sizeOf(thing) > CLEARLY * sizeOf(sorted[place - 1]!)) place--;
      sorted.splice(i, 1);
      sorted.splice(place, 0, thing);
    }
    this.order = sorted.map(keyOf);
    return sorted;
  }
}
