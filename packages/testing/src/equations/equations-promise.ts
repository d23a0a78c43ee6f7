import type { FloatArray, Frame, Layer, TrainFrame } from "@nn/core/component";
import { type ContractCheck, expectNumbers, expectThat, promise } from "../contract.js";
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
    expectValues(layer, frameAfter(), row);
    expectDerivatives(layer, frameAfter(), row);
  });
}

function expectValues(layer: Layer, frame: Frame, row: (length: number) => FloatArray): void {
  const { batch, inputShape, inputSize, outputSize, y, parameters } = frame;
  const equations = layer.equations!(inputShape);
  expectThat(Array.isArray(equations) && equations.length > 0, "equations gives no list of steps");
  const reader = new EquationReader(frame, row);
  for (let example = 0; example < batch; example++) {
    const output = reader.outputOf(equations, reader.example(example));
    const own = y.subarray(example * outputSize, (example + 1) * outputSize);
    expectNumbers(`y of example ${example} by its equations`, own, output, 1e-12);
  }
  // Which parameters an index reads depends on it.
  for (let index = 0; index < (layer.indexCount ?? 0); index++) {
    reader.outputOf(equations, { example: 0, input: Array.from({ length: inputSize }, () => index), lists: [] });
  }
  for (const [name, values] of Object.entries(parameters)) {
    const missed = values.findIndex((_, at) => !reader.used.has(`${name}[${at}]`));
    expectThat(missed < 0, `none of its equations has ${name}[${missed}] in it`);
  }
}
