import {
  type Computation,
  chance,
  copyNumbers,
  type Equations,
  type FloatArray,
  type Frame,
  type LayerEquipment,
  type Shape,
} from "@nn/core/component";
import { passedOn } from "../shapes/passed-on.js";

/** What layers share that draw random numbers in a training, and change nothing in predictions and evaluations. */
export abstract class RandomLayer {
  /** An output has its input's shape. */
  readonly keepsShape = true;

  /** Random numbers. */
  get equipment(): LayerEquipment {
    return { chance };
  }

  /** That of the input. */
  outputShape(input: Shape): Shape {
    return input;
  }

  /** None. */
  parameters(): Record<never, never> {
    return {};
  }

  /** Nothing: backward draws anew. */
  saved(): Record<never, never> {
    return {};
  }

  /** u */
  scratch(input: Shape): Record<string, Shape> {
    return { u: input };
  }

  /** Those of predictions. */
  equations(input: Shape): Equations[] {
    return passedOn(input);
  }
}

/** In a training, computes `out` of `values` and of u, a number from [0, 1) for each, drawn anew; else copies them. */
export function drawn(
  { kernels, training, random, batch, inputSize, scratch }: Frame<never, never>,
  computation: Computation,
  scalars: readonly number[],
  out: FloatArray,
  values: FloatArray,
): void {
  const length = batch * inputSize;
  if (training) {
    random.fill(scratch.u!, length);
    kernels.compute(computation, scalars, 1, length, out, values, scratch.u!);
  } else copyNumbers(kernels, out, values, length);
}
