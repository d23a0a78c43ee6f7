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
  /** Null, as all that tells the gradient, where that isn't known. */
  readonly tangent: string | null;
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

export function sliceScene(slice: Slice, parameter: string, isKnown: boolean, { look, selected }: State): SliceScene {
  const { texts, number } = wordsOf(look);
  const { value, loss, slope, from, to, points, tangent, step } = slice;
  const across = linear([from, to], ACROSS);
  const [least, most] = rangeOf([0, ...points.map((point) => point[1])]);
  const upwards = linear([least, most], UPWARDS);
  const words = texts.views.slice;
  // The value after the update would tell the gradient.
  const tried = isKnown || selected.tried !== null ? slice.tried : { value, loss, predicted: loss };
  /** Where the tangent leaves the drawing, it ends. */
  const inside = ([x, y]: readonly [number, number]): readonly [number, number] => {
    const end = Math.min(most, Math.max(least, y));
    return end === y ? [x, y] : [value + (end - loss) / slope, end];
  };
  return {
    axes: axesOf(across, upwards, number),
    line: lineThrough(points, across, upwards),
    tangent: isKnown ? lineThrough(tangent.map(inside), across, upwards) : null,
    here: { x: across.at(value), y: upwards.at(loss) },
    there: { x: across.at(tried.value), y: upwards.at(tried.loss) },
    tried: number(tried.value),
    from,
    to,
    reading: words.reading(parameter, number(tried.value).text, number(tried.loss).text),
    rows: [
      ...(isKnown
        ? [
            { id: "slope", name: words.slope, shown: number(slope) },
            { id: "predicted-change", name: words.predicted, shown: number(tried.predicted - loss) },
          ]
        : []),
      { id: "actual-change", name: words.actual, shown: number(tried.loss - loss) },
    ],
    step:
      step && isKnown
        ? [
            { id: "step-before", name: words.before, shown: number(step.lossBefore) },
            { id: "step-predicted", name: words.stepPredicted, shown: number(step.lossPredicted) },
            { id: "step-after", name: words.after, shown: number(step.lossAfter) },
          ]
        : [],
  };
}
