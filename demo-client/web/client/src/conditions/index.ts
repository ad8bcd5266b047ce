// For developing and testing: what a game is like on a bad network. Nothing of it is in pages that do not import it.
export { type Direction, type NetworkConditions, SlowNetwork } from "./slowNetwork.ts";
export { socketsThrough } from "./slowSocket.ts";
export type { WayConditions } from "./way.ts";
