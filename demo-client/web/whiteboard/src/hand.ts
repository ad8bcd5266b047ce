import type { Color } from "./palette.ts";
import type { Whiteboard } from "./whiteboardTypes.ts";

/** What this person's hand does at the moment: the inputs that hold until they change. */
export class Hand {
  x = 0;
  y = 0;
  pointing = false;
  pen = false;
  eraser = false;
  color: Color = "white";
  /** Id of a note; 0: none. */
  holds = 0;
  holdX = 0;
  holdY = 0;
  /** Id of a note; 0: none. */
  edits = 0;

  get input(): Whiteboard["inputs"] {
    const { x, y, pointing, pen, eraser, color, holds, holdX, holdY, edits } = this;
    return { x, y, pointing, pen, eraser, color, holds, holdX, holdY, edits };
  }
}
