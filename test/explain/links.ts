import { reference } from "@nn/core/backend";
import type { Frame, Layer, LinkSpec, ParameterSpec, Shape, TrainFrame } from "@nn/core/component";
import { Uniform } from "@nn/layers";

const kernels = reference.kernels("float64");

/** A layer of a stranger, made of steps as plain loops: any sums, with weights that they may share, and activations. */
export class Steps implements Layer<"weight", never> {
  readonly name = "Steps";
  readonly inputShape: Shape;
  readonly #links: readonly LinkSpec[];
  readonly #weights: number;

  constructor(inputs: number, weights: number, links: readonly LinkSpec[]) {
    this.inputShape = [inputs];
    this.#weights = weights;
    this.#links = links;
  }

  outputShape([inputs]: Shape): Shape {
    return [this.#links.reduce((size, link) => ("sums" in link ? link.sums.length : size), inputs!)];
  }

  parameters(): Record<"weight", ParameterSpec> {
    const initializer = new Uniform({ low: -1, high: 1 });
    return { weight: { shape: [this.#weights], initializer, fanIn: 1, fanOut: 1 } };
  }

  saved(): Record<never, never> {
    return {};
  }

  forward(frame: Frame<"weight", never>): void {
    const { batch, outputSize, y } = frame;
    for (let example = 0; example < batch; example++) y.set(this.#pass(frame, example).at(-1)!, example * outputSize);
  }

  backward(frame: TrainFrame<"weight", never>): void {
    const { batch, inputSize, outputSize, dx, dy, parameters, gradients } = frame;
    for (let example = 0; example < batch; example++) {
      const passed = this.#pass(frame, example);
      let slopes = Array.from(dy.subarray(example * outputSize, (example + 1) * outputSize));
      for (let at = this.#links.length - 1; at >= 0; at--) {
        const link = this.#links[at]!;
        const before = passed[at]!;
        const next = new Float64Array(before.length);
        if ("activation" in link) {
          const [dz, da, z, a] = [next, ...[slopes, before, passed[at + 1]!].map((list) => Float64Array.from(list))];
          link.activation.backward(kernels, dz!, da!, z!, a!, 1, before.length);
        } else {
          for (const [output, { terms, bias }] of link.sums.entries()) {
            for (const { input, weight } of terms) {
              next[input]! += slopes[output]! * parameters.weight[weight.element]!;
              gradients.weight[weight.element]! += slopes[output]! * before[input]!;
            }
            if (bias) gradients.weight[bias.element]! += slopes[output]!;
          }
        }
        slopes = Array.from(next);
      }
      dx?.set(slopes, example * inputSize);
    }
  }

  links(): readonly LinkSpec[] {
    return this.#links;
  }

  /** The numbers of an example before the first step and after each. */
  #pass({ x, inputSize, parameters: { weight } }: Frame<"weight", never>, example: number): number[][] {
    const passed = [Array.from(x.subarray(example * inputSize, (example + 1) * inputSize))];
    for (const link of this.#links) {
      const before = passed.at(-1)!;
      if ("activation" in link) {
        const [z, a] = [Float64Array.from(before), new Float64Array(before.length)];
        link.activation.forward(kernels, a, z, 1, before.length);
        passed.push(Array.from(a));
      } else {
        const sums = link.sums.map(({ terms, bias }) =>
          terms.reduce(
            (sum, term) => sum + before[term.input]! * weight[term.weight.element]!,
            bias ? weight[bias.element]! : 0,
          ),
        );
        passed.push(sums);
      }
    }
    return passed;
  }
}
