import { type Equations, type Frame, type Layer, type Shape, sizeOf, type TrainFrame } from "@nn/core/component";
import { ones } from "@nn/layers";

/**
 * A layer of one's own: each number of an example times a weight that is learnt.
 *
 *     y = g ⊙ x
 *     dg = Σ of dy ⊙ x over the batch,   dx = g ⊙ dy
 */
export class Scale implements Layer<"gain", never> {
  readonly name = "Scale";
  readonly keepsShape = true;

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(input: Shape): ReturnType<Layer<"gain">["parameters"]> {
    return { gain: { shape: input, initializer: ones, fanIn: 1, fanOut: 1 } };
  }

  saved(): Record<never, never> {
    return {};
  }

  forward({ batch, inputSize, x, y, parameters: { gain } }: Frame<"gain", never>): void {
    for (let i = 0; i < batch * inputSize; i++) y[i] = gain[i % inputSize] * x[i];
  }

  backward({ batch, inputSize, x, dx, dy, parameters, gradients }: TrainFrame<"gain", never>): void {
    for (let i = 0; i < batch * inputSize; i++) gradients.gain[i % inputSize] += dy[i] * x[i];
    if (dx) for (let i = 0; i < batch * inputSize; i++) dx[i] = parameters.gain[i % inputSize] * dy[i];
  }

  /** For explanations: each number is a sum of one term. */
  equations(input: Shape): Equations[] {
    const sums = Array.from({ length: sizeOf(input) }, (_, i) => {
      return { terms: [{ input: i, weight: { parameter: "gain", element: i } }] };
    });
    return [{ sums }];
  }
}
