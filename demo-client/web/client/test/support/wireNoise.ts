import type { Random } from "./random.ts";

/** What is in the length-delimited fields of a message, by their numbers; in those that it has not, anything. */
export interface Shape {
  readonly [field: number]: Shape | "packed";
  /** There is one of it, which generated code does not put together of parts as protobuf has it: it comes once at most. */
  readonly isSingle?: boolean;
}

const MOST_FIELD = 22;
const DEEPEST = 5;

/** A message in protobuf's encoding, of known and unknown fields of any wire type, in any order, once or more often; now and then cut off. */
export function noise(random: Random, shape: Shape): Uint8Array {
  const whole = fields(random, shape, 0);
  return Uint8Array.from(random.chance(0.15) ? whole.slice(0, random.int(whole.length + 1)) : whole);
}

function fields(random: Random, shape: Shape, depth: number): number[] {
  const singles = new Set<number>();
  const written: number[] = [];
  for (let left = depth > DEEPEST ? 0 : random.int(7); left > 0; left--) {
    // A client lists no features, and so passes over those of a welcome, whatever is in them.
    const number = random.chance(0.9) ? 1 + random.int(16) : 18 + random.int(MOST_FIELD - 17);
    const content = shape[number];
    if (typeof content === "object" && content.isSingle && singles.size === singles.add(number).size) continue;
    written.push(...field(random, number, content, depth));
  }
  return written;
}

function field(random: Random, number: number, shape: Shape | "packed" | undefined, depth: number): number[] {
  const wireType = [0, 0, 0, 2, 2, 2, 1, 3, 5][random.int(9)];
  const tag = varint(random, number * 8 + wireType, 5);
  if (wireType === 0) return [...tag, ...varint(random)];
  if (wireType === 1) return [...tag, ...bytes(random, 8)];
  if (wireType === 5) return [...tag, ...bytes(random, 4)];
  if (wireType === 3) return [...tag, ...fields(random, {}, depth + 1), ...varint(random, number * 8 + 4, 5)];
  const content = contentOf(random, shape, depth);
  return [...tag, ...varint(random, content.length), ...content];
}

function contentOf(random: Random, shape: Shape | "packed" | undefined, depth: number): number[] {
  if (shape === "packed") return Array.from({ length: random.int(5) }, () => varint(random)).flat();
  if (shape) return fields(random, shape, depth + 1);
  if (random.chance(0.1)) return bytes(random, random.int(5));
  return [...new TextEncoder().encode(["", "Ada", "größer 🚀"][random.int(3)])];
}

const bytes = (random: Random, count: number) => Array.from({ length: count }, () => random.int(256));

/** Now and then with more bytes than it needs, up to `most`; protobuf's parsers do not agree on tags of more than 5. */
function varint(random: Random, value = Math.floor(2 ** random.int(33) * random.next()), most = 11): number[] {
  const written: number[] = [];
  const least = random.chance(0.1) ? 1 + random.int(random.chance(0.1) ? most : Math.min(most, 10)) : 1;
  let rest = BigInt(value);
  while (rest > 127n || written.length + 1 < least) {
    written.push(Number(rest & 127n) | 128);
    rest >>= 7n;
  }
  return [...written, Number(rest)];
}
