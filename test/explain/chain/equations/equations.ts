import { reference } from "@nn/core/backend";
import type { Equations, Frame, Layer, ParameterSpec, Shape, TrainFrame, WeightedSum } from "@nn/core/component";
import { sigmoid, softmax, tanh, Uniform } from "@nn/layers";
import { Scale } from "your-own/dist/scale.js";

const kernels = reference.kernels("float64");

/** A step whose sums are written one by one. */
type WrittenLink = Exclude<Equations, { readonly matrix: string } | { readonly formula: string }>;

/** A layer from outside the packages, as plain loops: weighted sums, whose weights may be shared, and activations. */
export class Steps implements Layer<"weight", never> {
  readonly name = "Steps";
  readonly inputShape: Shape;
  readonly #links: readonly WrittenLink[];
  readonly #weights: number;

  constructor(inputs: number, weights: number, links: readonly WrittenLink[]) {
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

  equations(): readonly Equations[] {
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

/** Weighted sums as texts: `"x0*w0 + x1*w1 + w2"`. */
export function sums(...texts: readonly string[]): WrittenLink {
  const weight = (digits: string) => ({ parameter: "weight", element: Number(digits) });
  return {
    sums: texts.map((text): WeightedSum => {
      const terms = [...text.matchAll(/x(\d+)\*w(\d+)/g)].map(([, input, element]) => {
        return { input: Number(input), weight: weight(element!) };
      });
      const bias = /(?:^|\+ )w(\d+)$/.exec(text)?.[1];
      return { terms, ...(bias !== undefined && { bias: weight(bias) }) };
    }),
  };
}

/** Layers of three numbers that nothing but their links says the steps of. */
export const ownLayers = {
  "a weight for each number": new Scale(),
  "one weight and one bias for all numbers": new Steps(3, 2, [
    sums("x0*w0 + w1", "x1*w0 + w1", "x2*w0 + w1"),
    { activation: tanh },
  ]),
  "a window that moves, before a softmax": new Steps(3, 3, [
    sums("x0*w0 + x1*w1 + w2", "x1*w0 + x2*w1 + w2"),
    { activation: softmax },
  ]),
  "a bottleneck": new Steps(3, 6, [sums("x0*w0 + x1*w1 + x2*w2"), sums("x0*w3", "x0*w4", "x0*w5")]),
  "an activation, and then sums": new Steps(3, 4, [{ activation: tanh }, sums("x0*w0 + x2*w1 + w2", "x1*w3")]),
  "one weight in several steps, and in several terms": new Steps(3, 3, [
    sums("x0*w0 + x1*w0 + w0", "x2*w1 + x2*w2"),
    { activation: sigmoid },
    sums("x0*w0 + x1*w1", "x1*w2 + w0"),
    { activation: tanh },
  ]),
  "a sum without terms": new Steps(3, 3, [sums("w0", "x1*w1", "x0*w2")]),
} satisfies Readonly<Record<string, Layer>>;
