import { sameShape } from "@nn/numerics";
import type { Metric } from "../contracts/loss.js";
import { type FigureFrame, savedSizes, targetShapeOf } from "../memory/frames/figure-frame.js";

/** Whether a frame has what a loss or a metric asks for now, over so many examples. */
export function fitsFigure(
  { metric, frame }: { readonly metric: Metric; readonly frame: FigureFrame },
  capacity: number,
): boolean {
  const { outputShape, targetShape, saved } = frame;
  if (!sameShape(targetShapeOf(metric, outputShape), targetShape)) return false;
  const sizes = savedSizes(metric, outputShape);
  if (sizes.length !== Object.keys(saved).length) return false;
  return sizes.every(([name, size]) => saved[name]?.length === capacity * size);
}
