import { rangeOf } from "../../engine/range.js";
import type { Slice } from "../../engine/slice.js";
import type { State } from "../../state/state.js";
import { type Shown, wordsOf } from "../words.js";
import { ACROSS, type Axes, axesOf, lineThrough, type Point, UPWARDS } from "./chart.js";
import { linear } from "./scale.js";

/** The loss along a parameter, with its tangent. */
export interface SliceScene {
  readonly axes: Axes;
  readonly line: string;
  readonly tangent: string;
  readonly here: Point;
  readonly there: Point;
  /** The value that is tried, as the pointer is set to it. */
  readonly tried: Shown;
  readonly from: number;
  readonly to: number;
  /** What is read there. */
  readonly reading: string;
  readonly rows: readonly { readonly id: string; readonly name: string; readonly shown: Shown }[];
  /** What the whole step does to the loss. */
  readonly step: readonly { readonly id: string; readonly name: string; readonly shown: Shown }[];
}

export function sliceScene(slice: Slice, parameter: string, { look }: State): SliceScene {
  const { texts, number } = wordsOf(look);
  const { value, loss, slope, tried, from, to, points, tangent, step } = slice;
  const across = linear([from, to], ACROSS);
  const upwards = linear(rangeOf([0, ...points.map((point) => point[1])]), UPWARDS);
  const words = texts.views.slice;
  return {
    axes: axesOf(across, upwards, number),
    line: lineThrough(points, across, upwards),
    tangent: lineThrough(tangent, across, upwards),
    here: { x: across.at(value), y: upwards.at(loss) },
    there: { x: across.at(tried.value), y: upwards.at(tried.loss) },
    tried: number(tried.value),
    from,
    to,
    reading: words.reading(parameter, number(tried.value).text, number(tried.loss).text),
    rows: [
      { id: "slope", name: words.slope, shown: number(slope) },
      { id: "predicted-change", name: words.predicted, shown: number(tried.predicted - loss) },
      { id: "actual-change", name: words.actual, shown: number(tried.loss - loss) },
    ],
    step: step
      ? [
          { id: "step-before", name: words.before, shown: number(step.lossBefore) },
          { id: "step-predicted", name: words.stepPredicted, shown: number(step.lossPredicted) },
          { id: "step-after", name: words.after, shown: number(step.lossAfter) },
        ]
      : [],
  };
}
