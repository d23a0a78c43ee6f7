import type { FloatArray, Frame, Layer, TrainFrame } from "@nn/core/component";
import { type ContractCheck, expectNumbers, expectThat, promise } from "../contracts/contract.js";
import { expectDerivatives } from "./equation-derivatives.js";
import { EquationReader } from "./equation-reader.js";

/**
 * What a layer promises that says by `equations` what it does: that its forward pass does so, with every number of its
 * parameters, and that its backward pass gives the derivatives that explanations have of them.
 *
 * @param frameAfter - A forward pass of a prediction, in float64.
 * @param row - An array to compute in, of so many numbers.
 */
export function equationsPromise(
  layer: Layer,
  frameAfter: () => TrainFrame,
  row: (length: number) => FloatArray,
): ContractCheck {
  return promise("if it says by equations what it does, its passes do so, with all its parameters", () => {
    if (layer.equations === undefined) return;
    const frame = frameAfter();
    const used = expectValues(layer, frame, row);
    expectDerivatives(layer, frame, row);
    expectAll(frame, used);
  });
}

/** @returns The numbers of parameters that were read, as `"weight[3]"`. */
function expectValues(layer: Layer, frame: Frame, row: (length: number) => FloatArray): ReadonlySet<string> {
  const { batch, inputShape, inputSize, outputSize, y } = frame;
  const equations = layer.equations!(inputShape);
  expectThat(Array.isArray(equations) && equations.length > 0, "equations gives no list of steps");
  const reader = new EquationReader(layer, frame, row);
  for (let example = 0; example < batch; example++) {
    const output = reader.outputOf(equations, reader.example(example));
    const own = y.subarray(example * outputSize, (example + 1) * outputSize);
    expectNumbers(`y of example ${example} by its equations`, own, output, 1e-12);
  }
  // Which parameters an index reads depends on it.
  for (let index = 0; index < (layer.indexCount ?? 0); index++) {
    reader.outputOf(equations, { example: 0, input: Array.from({ length: inputSize }, () => index), lists: [] });
  }
  return reader.used;
}

/** @param frame - After backward. */
function expectAll({ parameters, gradients }: TrainFrame, used: ReadonlySet<string>): void {
  for (const [name, values] of Object.entries(parameters)) {
    const isMissed = (at: number): boolean => !used.has(`${name}[${at}]`);
    const missed = values.findIndex((_, at) => isMissed(at));
    // What joins the steps of a sequence has no part in one of a single step.
    if (values.every((_, at) => isMissed(at)) && gradients[name]!.every((slope) => slope === 0)) continue;
    expectThat(missed < 0, `none of its equations has ${name}[${missed}] in it`);
  }
}
