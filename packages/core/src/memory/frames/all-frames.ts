import { isRecord, OptionError } from "@nn/numerics";
import type { Branch, Frame } from "../../contracts/layer.js";
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
  if (!areFrames(frames)) throw new OptionError("allFrames takes the frames of a workspace, or of a branch.");
  return framesWithin(Array.from(frames));
}

function areFrames(given: unknown): given is readonly Frame[] {
  // findIndex sees holes, and ends at the first.
  return Array.isArray(given) && given.findIndex((frame: Partial<Frame>) => !areBranches(frame?.branches)) < 0;
}

function areBranches(given: unknown): boolean {
  return isRecord(given) && Object.values(given).every((branch) => areFrames((branch as Partial<Branch>)?.frames));
}
