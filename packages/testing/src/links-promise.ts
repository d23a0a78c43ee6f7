import {
  type FloatArray,
  type Frame,
  type Layer,
  type LinkSpec,
  type ParameterElement,
  writtenLink,
} from "@nn/core/component";
import { type ContractCheck, expectNumbers, expectThat, promise } from "./contract.js";

/**
 * What a layer promises that says by `links` what it does: that its forward pass does so, with every number of its
 * parameters. With the derivatives of the passes compared with differences, explanations then have the right ones, too.
 *
 * @param frameAfter - A forward pass, in float64.
 * @param row - An array to compute in, of so many numbers.
 */
export function linksPromise(
  layer: Layer,
  frameAfter: () => Frame,
  row: (length: number) => FloatArray,
): ContractCheck {
  return promise("if it says by links what it does, forward does so, with all its parameters", () => {
    if (layer.links === undefined) return;
    const frame = frameAfter();
    const { batch, inputShape, inputSize, outputSize, x, y, parameters } = frame;
    const links = layer.links(inputShape);
    expectThat(Array.isArray(links) && links.length > 0, "links gives no list of steps");
    const used = new Set<string>();
    const element = ({ parameter, element }: ParameterElement): number => {
      used.add(`${parameter}[${element}]`);
      const value = parameters[parameter]?.[element];
      expectThat(value !== undefined, `links names ${parameter}[${element}], but it has no such number`);
      return value;
    };
    for (let example = 0; example < batch; example++) {
      const input = Array.from(x.subarray(example * inputSize, (example + 1) * inputSize));
      const output = links.reduce<number[]>((values, link) => numbersAfter(link, values), input);
      expectNumbers(
        `y of example ${example} by its links`,
        y.subarray(example * outputSize, (example + 1) * outputSize),
        output,
        1e-12,
      );
    }
    for (const [name, values] of Object.entries(parameters)) {
      const missed = values.findIndex((_, at) => !used.has(`${name}[${at}]`));
      expectThat(missed < 0, `none of its links has ${name}[${missed}] in it`);
    }

    function numbersAfter(said: LinkSpec, before: readonly number[]): number[] {
      const outputs = "matrix" in said ? (parameters[said.matrix]?.length ?? 0) / before.length : 0;
      const link = writtenLink(said, before.length, outputs);
      if ("activation" in link) {
        const [z, a] = [row(before.length), row(before.length)];
        z.set(before);
        link.activation.forward(frame.kernels, a, z, 1, before.length);
        return Array.from(a);
      }
      return link.sums.map(({ terms, bias }) => {
        const products = terms.map(({ input, weight }) => {
          expectThat(input in before, `links names input ${input} of ${before.length}`);
          return before[input]! * element(weight);
        });
        return products.reduce((sum, product) => sum + product, bias ? element(bias) : 0);
      });
    }
  });
}
