// Made by `./tickwire types --game whiteboard` from the game's Java class: change that, and make it anew.

/** The tables, events, inputs, commands and tunables of the game, for `join<Whiteboard>({ … })`. */
export interface Whiteboard {
  tables: {
    notes: {
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
    people: {
      /** 0 to 255. */
      player: number;
      name: string;
      /** 0 to 1600, in steps of 1/2. */
      x: number;
      /** 0 to 1000, in steps of 1/2. */
      y: number;
      pointing: boolean;
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
      /** Id of one of the notes; 0: none. */
      edits: number;
      /** Sent to the owner only. Id of one of the notes; 0: none. */
      added?: number;
    };
    letters: {
      /** 1 to 268435455. */
      number: number;
      /** 0 to 79. */
      at: number;
      /** 0 to 1114111. */
      code: number;
      /** Id of one of the notes; 0: none. */
      note: number;
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
    /** 0 to 1073741823. */
    holds: number;
    /** 0 to 1600, in steps of 1/2. */
    holdX: number;
    /** 0 to 1000, in steps of 1/2. */
    holdY: number;
    /** 0 to 1073741823. */
    edits: number;
  };
  commands: {
    add: {
      values: {
        /** 0 to 1600, in steps of 1/2. */
        x: number;
        /** 0 to 1000, in steps of 1/2. */
        y: number;
        color: "white" | "yellow" | "orange" | "pink" | "purple" | "blue" | "green";
      };
      answer: boolean;
    };
    move: {
      values: {
        /** Id of one of the notes; 0: none. */
        note: number;
        /** 0 to 1600, in steps of 1/2. */
        x: number;
        /** 0 to 1000, in steps of 1/2. */
        y: number;
      };
      answer: boolean;
    };
    recolor: {
      values: {
        /** Id of one of the notes; 0: none. */
        note: number;
        color: "white" | "yellow" | "orange" | "pink" | "purple" | "blue" | "green";
      };
      answer: boolean;
    };
    raise: {
      values: {
        /** Id of one of the notes; 0: none. */
        note: number;
      };
      answer: boolean;
    };
    delete: {
      values: {
        /** Id of one of the notes; 0: none. */
        note: number;
      };
      answer: boolean;
    };
    strike: {
      values: {
        /** Id of one of the notes; 0: none. */
        note: number;
        /** 1 to 268435455. */
        first: number;
        /** 1 to 80. */
        count: number;
      };
      answer: boolean;
    };
    write: {
      values: {
        /** Id of one of the notes; 0: none. */
        note: number;
        /** 0 to 268435455. */
        after: number;
        /** 1 to 268435455. */
        first: number;
        text: string;
      };
      answer: boolean;
    };
  };
}

/** Give it to `join` as `schema`: a server whose game lacks any of it is not for this page. */
export const whiteboardSchema = {
  tables: {
    notes: {
      x: "FIXED",
      y: "FIXED",
      height: "INTEGER",
      color: "ENUM",
      length: "INTEGER",
      touchedBy: "INTEGER",
      held: "FLAG",
    },
    people: {
      player: "INTEGER",
      name: "TEXT",
      x: "FIXED",
      y: "FIXED",
      pointing: "FLAG",
      drawing: "FLAG",
      penX: "FIXED",
      penY: "FIXED",
      inkX: "FIXED",
      inkY: "FIXED",
      edits: "REFERENCE",
      added: "REFERENCE",
    },
    letters: { number: "INTEGER", at: "INTEGER", code: "INTEGER", note: "REFERENCE" },
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
  },
  commands: {
    add: { x: "FIXED", y: "FIXED", color: "ENUM" },
    move: { note: "REFERENCE", x: "FIXED", y: "FIXED" },
    recolor: { note: "REFERENCE", color: "ENUM" },
    raise: { note: "REFERENCE" },
    delete: { note: "REFERENCE" },
    strike: { note: "REFERENCE", first: "INTEGER", count: "INTEGER" },
    write: { note: "REFERENCE", after: "INTEGER", first: "INTEGER", text: "TEXT" },
  },
} as const;
