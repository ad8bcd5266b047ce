declare module "whiteboard-rules" {
  import type { Rules } from "tickwire-client";

  /** The rules of the whiteboard, as Maven compiles them from their Java class. */
  export function rules(): Rules;
}
