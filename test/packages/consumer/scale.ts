import type { Frame, Initializer, Layer, ParameterSpec, Shape, TrainFrame } from "@nn/core/component";

const ones: Initializer = { name: "ones", fill: (values) => void values.fill(1) };

/**
 * A layer that the packages don't have: one factor for each input.
 *
 *     y = w ⊙ x
 *     dw = Σ over the batch of x ⊙ dy          dx = w ⊙ dy
 */
export class Scale implements Layer<"factor", never> {
  readonly name = "Scale";
  readonly keepsShape = true;

  outputShape(input: Shape): Shape {
    return input;
  }

  parameters(input: Shape): Record<"factor", ParameterSpec> {
    return { factor: { shape: input, initializer: ones, fanIn: 1, fanOut: 1 } };
  }

  saved(): Record<never, never> {
    return {};
  }

  forward({ x, y, batch, inputSize, parameters }: Frame<"factor", never>): void {
    for (let i = 0; i < batch * inputSize; i++) y[i] = parameters.factor[i % inputSize]! * x[i]!;
  }

  backward({ x, dx, dy, batch, inputSize, parameters, gradients }: TrainFrame<"factor", never>): void {
    for (let i = 0; i < batch * inputSize; i++) {
      gradients.factor[i % inputSize]! += x[i]! * dy[i]!;
      if (dx) dx[i] = parameters.factor[i % inputSize]! * dy[i]!;
    }
  }
}
