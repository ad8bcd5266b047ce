const GOLDEN_ANGLE = 137.508;
const FIRST_HUE = 158;
/** For tables whose rows belong to nobody, in their order. */
const TABLES = ["#f2b84b", "#7fb4ff", "#f2849e", "#b79bff", "#c9d36a", "#6fd6d6"];

/** The colour that a player is known by, the same in every browser. */
export const playerColor = (player: number): string => `hsl(${(FIRST_HUE + player * GOLDEN_ANGLE) % 360} 72% 64%)`;

export const tableColor = (index: number): string => TABLES[index % TABLES.length];
