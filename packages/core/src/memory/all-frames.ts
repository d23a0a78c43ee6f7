import { isRecord, OptionError } from "@nn/numerics";
import type { Frame } from "../contracts/layer.js";
import { framesWithin } from "./frames.js";

/**
 * The frames of some layers and of those within them, in the order of the stack's `allPlaces`.
 *
 * @throws OptionError for what are no frames.
 *
 * @example
 * const network = new Sequential([new Residual([new Dense(2, 2)])]);
 * allFrames(new Workspace(network, 1).frames).length; // => 2
 */
export function allFrames(frames: readonly Frame[]): Frame[] {
  const given: unknown = frames;
  // findIndex sees holes, and ends at the first.
  const isWrong = (frame: Partial<Frame> | undefined): boolean => !isRecord(frame?.branches);
  if (!Array.isArray(given) || given.findIndex(isWrong) >= 0) {
    throw new OptionError("allFrames takes the frames of a workspace, or of a branch.");
  }
  return framesWithin(Array.from(frames));
}
