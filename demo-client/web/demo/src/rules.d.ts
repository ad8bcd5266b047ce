declare module "arena-rules" {
  import type { Rules } from "tickwire-client";

  /** The rules of Arena, as Maven compiles them from its Java class. */
  export function rules(): Rules;
}
