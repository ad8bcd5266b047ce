// Made by `./tickwire types --game whiteboard` from the game's Java class: change that, and make it anew.

/** The tables, events, inputs, commands and tunables of the game, for `join<Whiteboard>({ … })`. */
export interface Whiteboard {
  tables: {
    people: {
      /** 0 to 255. */
      player: number;
      name: string;
      /** 0 to 1600, in steps of 1/2. */
      x: number;
      /** 0 to 1000, in steps of 1/2. */
      y: number;
      pointing: boolean;
      /** 0 to 250. */
      edits: number;
      /** Sent to the owner only. 0 to 7. */
      done?: number;
      /** Sent to the owner only. 0 to 250. */
      added?: number;
      /** Sent to the owner only. 0 to 1000000. */
      wrote?: number;
      /** Sent to the owner only. */
      drawing?: boolean;
      /** Sent to the owner only. 0 to 1600, in steps of 1/2. */
      penX?: number;
      /** Sent to the owner only. 0 to 1000, in steps of 1/2. */
      penY?: number;
      /** Sent to the owner only. 0 to 1600, in steps of 1/2. */
      inkX?: number;
      /** Sent to the owner only. 0 to 1000, in steps of 1/2. */
      inkY?: number;
    };
    notes: {
      /** 1 to 250. */
      number: number;
      /** 0 to 1600, in steps of 1/2. */
      x: number;
      /** 0 to 1000, in steps of 1/2. */
      y: number;
      /** 0 to 1000000. */
      height: number;
      color: "white" | "yellow" | "orange" | "pink" | "purple" | "blue" | "green";
      /** 0 to 80. */
      length: number;
      /** -1 to 255. */
      touchedBy: number;
      held: boolean;
    };
    letters: {
      /** 1 to 250. */
      note: number;
      /** 1 to 1000000. */
      number: number;
      /** 0 to 79. */
      at: number;
      /** 0 to 1114111. */
      code: number;
    };
    ink: {
      /** 0 to 1600, in steps of 1/2. */
      ax: number;
      /** 0 to 1000, in steps of 1/2. */
      ay: number;
      /** 0 to 1600, in steps of 1/2. */
      cx: number;
      /** 0 to 1000, in steps of 1/2. */
      cy: number;
      /** 0 to 1600, in steps of 1/2. */
      bx: number;
      /** 0 to 1000, in steps of 1/2. */
      by: number;
      color: "white" | "yellow" | "orange" | "pink" | "purple" | "blue" | "green";
      /** -1 to 255. */
      player: number;
    };
    board: {};
  };
  inputs: {
    /** 0 to 1600, in steps of 1/2. */
    x: number;
    /** 0 to 1000, in steps of 1/2. */
    y: number;
    pointing: boolean;
    pen: boolean;
    eraser: boolean;
    color: "white" | "yellow" | "orange" | "pink" | "purple" | "blue" | "green";
    /** 0 to 250. */
    holds: number;
    /** 0 to 1600, in steps of 1/2. */
    holdX: number;
    /** 0 to 1000, in steps of 1/2. */
    holdY: number;
    /** 0 to 250. */
    edits: number;
    /** 0 to 7. */
    deed: number;
    kind: "add" | "move" | "write" | "recolor" | "raise" | "delete" | "strike";
    /** 0 to 250. */
    note: number;
    /** 0 to 1600, in steps of 1/2. */
    toX: number;
    /** 0 to 1000, in steps of 1/2. */
    toY: number;
    toColor: "white" | "yellow" | "orange" | "pink" | "purple" | "blue" | "green";
    /** 0 to 1000000. */
    after: number;
    /** 0 to 1114111. */
    letter0: number;
    /** 0 to 1114111. */
    letter1: number;
    /** 0 to 1114111. */
    letter2: number;
    /** 0 to 1114111. */
    letter3: number;
    /** 0 to 1114111. */
    letter4: number;
    /** 0 to 1114111. */
    letter5: number;
    /** 0 to 1114111. */
    letter6: number;
    /** 0 to 1114111. */
    letter7: number;
  };
}

/** Give it to `join` as `schema`: a server whose game lacks any of it is not for this page. */
export const whiteboardSchema = {
  tables: {
    people: {
      player: "INTEGER",
      name: "TEXT",
      x: "FIXED",
      y: "FIXED",
      pointing: "FLAG",
      edits: "INTEGER",
      done: "INTEGER",
      added: "INTEGER",
      wrote: "INTEGER",
      drawing: "FLAG",
      penX: "FIXED",
      penY: "FIXED",
      inkX: "FIXED",
      inkY: "FIXED",
    },
    notes: {
      number: "INTEGER",
      x: "FIXED",
      y: "FIXED",
      height: "INTEGER",
      color: "ENUM",
      length: "INTEGER",
      touchedBy: "INTEGER",
      held: "FLAG",
    },
    letters: { note: "INTEGER", number: "INTEGER", at: "INTEGER", code: "INTEGER" },
    ink: {
      ax: "FIXED",
      ay: "FIXED",
      cx: "FIXED",
      cy: "FIXED",
      bx: "FIXED",
      by: "FIXED",
      color: "ENUM",
      player: "INTEGER",
    },
    board: {},
  },
  inputs: {
    x: "FIXED",
    y: "FIXED",
    pointing: "FLAG",
    pen: "FLAG",
    eraser: "FLAG",
    color: "ENUM",
    holds: "INTEGER",
    holdX: "FIXED",
    holdY: "FIXED",
    edits: "INTEGER",
    deed: "INTEGER",
    kind: "ENUM",
    note: "INTEGER",
    toX: "FIXED",
    toY: "FIXED",
    toColor: "ENUM",
    after: "INTEGER",
    letter0: "INTEGER",
    letter1: "INTEGER",
    letter2: "INTEGER",
    letter3: "INTEGER",
    letter4: "INTEGER",
    letter5: "INTEGER",
    letter6: "INTEGER",
    letter7: "INTEGER",
  },
} as const;
