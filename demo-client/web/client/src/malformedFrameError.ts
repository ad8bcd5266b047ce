/**
 * A frame that no correct server sends: the bytes do not parse, or say something that cannot be.
 *
 * The connection that it came from is closed; nothing of the frame is applied.
 */
export class MalformedFrameError extends Error {
  override readonly name = "MalformedFrameError";
}
