import type { Whiteboard } from "./whiteboardTypes.ts";

export type Color = Whiteboard["tables"]["notes"]["color"];

/** Of each colour: the paper of notes, and the ink of pens, cursors and names. Inks are dark enough to be read, and differ in lightness too. */
export const COLORS: Record<Color, { label: string; paper: string; ink: string }> = {
  white: { label: "White, graphite", paper: "#fffefa", ink: "#34373d" },
  yellow: { label: "Yellow", paper: "#ffefa0", ink: "#8a6100" },
  orange: { label: "Orange", paper: "#ffd8b2", ink: "#b8430a" },
  pink: { label: "Pink", paper: "#ffd0da", ink: "#b3175c" },
  purple: { label: "Purple", paper: "#e3d9fb", ink: "#6430c4" },
  blue: { label: "Blue", paper: "#cfe5fb", ink: "#1757c2" },
  green: { label: "Green", paper: "#d0eecb", ink: "#1d6b33" },
};

export const COLOR_NAMES = Object.keys(COLORS) as Color[];

/** The ink of a person's cursor and name. */
export const inkOf = (player: number): string => COLORS[COLOR_NAMES[1 + (player % (COLOR_NAMES.length - 1))]].ink;
