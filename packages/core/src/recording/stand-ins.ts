import type { FloatArray, Recorder } from "@nn/numerics";
import type { RecordablePasses } from "../equipment/equipment.js";
import { LayerFrame } from "../memory/frame.js";
import { Passes } from "../memory/passes.js";

/** Passes like others over a batch, with stand-ins for the arrays: to be recorded. */
export function standInPasses({ layers, frames }: RecordablePasses, { standIn }: Recorder, batch: number): Passes {
  const passes = new Passes(
    layers,
    frames.map((frame) => standInFor(frame, standIn)),
  );
  passes.setBatch(batch);
  return passes;
}

/** A frame like another, with a stand-in for each array. */
function standInFor(frame: LayerFrame, of: (array: FloatArray) => FloatArray): LayerFrame {
  // Without arrays of entries, as short trainings record again and again.
  const ofNamed = (arrays: Readonly<Record<string, FloatArray>>): Record<string, FloatArray> => {
    const named: Record<string, FloatArray> = {};
    for (const name of Object.keys(arrays)) named[name] = of(arrays[name]!);
    return named;
  };
  return new LayerFrame(frame.kernels, frame, {
    x: of(frame.x),
    y: of(frame.y),
    dx: frame.dx && of(frame.dx),
    dy: of(frame.dy),
    parameters: ofNamed(frame.parameters),
    gradients: ofNamed(frame.gradients),
    saved: ofNamed(frame.saved),
  });
}
