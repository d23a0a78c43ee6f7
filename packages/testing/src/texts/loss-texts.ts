import type { FloatArray, Loss, LossFrame } from "@nn/core/component";
import { expectNumbers } from "../contracts/contract.js";
import { goesOverRow, readText } from "./read-text.js";

/** The texts are written to be read, and may lose digits that the code keeps. */
const TOLERANCE = 1e-9;

/** Compares what a loss says with what its code gave for a batch. */
export function expectLossTexts({ formula }: Loss, frame: LossFrame): void {
  if (formula === undefined) return;
  const { batch, outputShape, outputSize, values, dprediction } = frame;
  const size = formula.lastAxis ? outputShape.at(-1)! : outputSize;
  const rows = outputSize / size;
  const byRow = goesOverRow(formula.value);
  const value = readText(formula.value, { arrays: ["p", "t", "y"], byRow });
  const slope = formula.derivative === undefined ? undefined : readText(formula.derivative, { arrays: ["p", "t"] });
  const [least, most] = formula.clip ?? [-Infinity, Infinity];
  for (let example = 0; example < batch; example++) {
    let sum = 0;
    for (let row = example * rows; row < (example + 1) * rows; row++) {
      const p = frame.prediction
        .slice(row * size, (row + 1) * size)
        .map((each) => Math.min(Math.max(each, least), most));
      const t = targetsOf(frame, row, size, formula.oneHot);
      // One that goes over no row is about an output, and the row has the mean of them.
      if (value) sum += meanOf(value(size, [p, t, t]));
      if (slope === undefined) continue;
      const own = dprediction.subarray(row * size, (row + 1) * size);
      const said = slope(size, [p, t]).map((each) => each / (batch * rows));
      expectNumbers(
        `the gradient of example ${example} by the derivative "${formula.derivative}"`,
        own,
        said,
        TOLERANCE,
      );
    }
    if (!value) continue;
    const own = values.subarray(example, example + 1);
    expectNumbers(`the value of example ${example} by the formula "${formula.value}"`, own, [sum / rows], TOLERANCE);
  }
}

/** Those of a row, as formulas have them: of a class number, 1 for that class and 0 for the others. */
function targetsOf(
  { target, targetShape, outputShape }: LossFrame,
  row: number,
  size: number,
  oneHot: true | undefined,
): FloatArray {
  // One target for a row of several outputs is that of each of them.
  if (!oneHot && targetShape.join() !== outputShape.join()) return new Float64Array(size).fill(target[row]!);
  if (!oneHot) return target.slice(row * size, (row + 1) * size);
  return Float64Array.from({ length: size }, (_, i) => (i === target[row] ? 1 : 0));
}

function meanOf(numbers: FloatArray): number {
  return Array.from(numbers).reduce((sum, each) => sum + each, 0) / numbers.length;
}
