// Made by `./tickwire types --game arena` from the game's Java class: change that, and make it anew.

/** The tables, events, inputs, commands and tunables of the game, for `join<Arena>({ … })`. */
export interface Arena {
  tables: {
    ships: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      /** Radians: one of 1024 directions. */
      heading: number;
      /** 0 to 100. */
      hull: number;
      /** 0 to 1000000. */
      score: number;
      /** 0 to 255. */
      player: number;
      name: string;
      thrusting: boolean;
      shielded: boolean;
      /** Sent to the owner only. -1000 to 1000, in steps of 1/1024. */
      vx?: number;
      /** Sent to the owner only. -1000 to 1000, in steps of 1/1024. */
      vy?: number;
      /** Sent to the owner only. 0 to 10000. */
      cooldownTicks?: number;
      /** Sent to the owner only. 0 to 10000. */
      shieldTicks?: number;
      /** Sent to the owner only. 0 to 10000. */
      rapidTicks?: number;
    };
    bullets: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      /** 0 to 255. */
      player: number;
      /** Sent to the owner only. -1000 to 1000, in steps of 1/1024. */
      vx?: number;
      /** Sent to the owner only. -1000 to 1000, in steps of 1/1024. */
      vy?: number;
      /** Sent to the owner only. 0 to 10000. */
      ticksLeft?: number;
      /** Sent to the owner only. 0 to 100000. */
      viewAgo?: number;
      /** Id of one of the ships; 0: none. */
      owner: number;
    };
    asteroids: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      size: "small" | "medium" | "large";
      /** -1000 to 1000, in steps of 1/1024. */
      vx: number;
      /** -1000 to 1000, in steps of 1/1024. */
      vy: number;
    };
    pickups: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      kind: "repair" | "rapid";
    };
    pilots: {
      name: string;
    };
  };
  events: {
    hits: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      /** 0 to 100. */
      damage: number;
      /** -1 to 255. */
      by: number;
      /** Id of one of the ships; 0: none. */
      ship: number;
    };
    kills: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      /** 0 to 255. */
      player: number;
      name: string;
      /** -1 to 255. */
      by: number;
      byName: string;
    };
    breakups: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      size: "small" | "medium" | "large";
      /** -1 to 255. */
      by: number;
    };
    finds: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      kind: "repair" | "rapid";
      /** 0 to 255. */
      player: number;
    };
    arrivals: {
      /** 0 to 2400, in steps of 1/16. */
      x: number;
      /** 0 to 2400, in steps of 1/16. */
      y: number;
      /** 0 to 255. */
      player: number;
    };
  };
  inputs: {
    /** -1 to 1. */
    turn: number;
    thrust: boolean;
    fire: boolean;
  };
  tunables: {
    /** 10 to 2000. */
    acceleration: number;
    /** 10 to 900. */
    topSpeed: number;
    /** 0.1 to 20. */
    turnRate: number;
    /** 50 to 900. */
    bulletSpeed: number;
    /** 0.02 to 10. */
    reloadSeconds: number;
    /** 0 to 60. */
    respawnSeconds: number;
    /** 0 to 60. */
    asteroidCount: number;
  };
}

/** Give it to `join` as `schema`: a server whose game lacks any of it is not for this page. */
export const arenaSchema = {
  tables: {
    ships: {
      x: "FIXED",
      y: "FIXED",
      heading: "ANGLE",
      hull: "INTEGER",
      score: "INTEGER",
      player: "INTEGER",
      name: "TEXT",
      thrusting: "FLAG",
      shielded: "FLAG",
      vx: "FIXED",
      vy: "FIXED",
      cooldownTicks: "INTEGER",
      shieldTicks: "INTEGER",
      rapidTicks: "INTEGER",
    },
    bullets: {
      x: "FIXED",
      y: "FIXED",
      player: "INTEGER",
      vx: "FIXED",
      vy: "FIXED",
      ticksLeft: "INTEGER",
      viewAgo: "INTEGER",
      owner: "REFERENCE",
    },
    asteroids: { x: "FIXED", y: "FIXED", size: "ENUM", vx: "FIXED", vy: "FIXED" },
    pickups: { x: "FIXED", y: "FIXED", kind: "ENUM" },
    pilots: { name: "TEXT" },
  },
  events: {
    hits: { x: "FIXED", y: "FIXED", damage: "INTEGER", by: "INTEGER", ship: "REFERENCE" },
    kills: { x: "FIXED", y: "FIXED", player: "INTEGER", name: "TEXT", by: "INTEGER", byName: "TEXT" },
    breakups: { x: "FIXED", y: "FIXED", size: "ENUM", by: "INTEGER" },
    finds: { x: "FIXED", y: "FIXED", kind: "ENUM", player: "INTEGER" },
    arrivals: { x: "FIXED", y: "FIXED", player: "INTEGER" },
  },
  inputs: { turn: "INTEGER", thrust: "FLAG", fire: "FLAG" },
} as const;
