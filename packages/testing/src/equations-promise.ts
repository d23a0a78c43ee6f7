import {
  Computation,
  type Equations,
  type FloatArray,
  type FormulaEquations,
  type Frame,
  type Layer,
  type ParameterElement,
  type Source,
  writtenEquations,
} from "@nn/core/component";
import { type ContractCheck, expectNumbers, expectThat, promise } from "./contract.js";

/**
 * What a layer promises that says by `equations` what it does: that its forward pass does so, with every number of its
 * parameters. With the derivatives of the passes compared with differences, explanations then have the right ones, too.
 *
 * @param frameAfter - A forward pass of a prediction, in float64.
 * @param row - An array to compute in, of so many numbers.
 */
export function equationsPromise(
  layer: Layer,
  frameAfter: () => Frame,
  row: (length: number) => FloatArray,
): ContractCheck {
  return promise("if it says by equations what it does, forward does so, with all its parameters", () => {
    if (layer.equations === undefined) return;
    const frame = frameAfter();
    const { batch, inputShape, inputSize, outputSize, x, y, parameters, state } = frame;
    const equations = layer.equations(inputShape);
    expectThat(Array.isArray(equations) && equations.length > 0, "equations gives no list of steps");
    const used = new Set<string>();
    const element = ({ parameter, element }: ParameterElement): number => {
      used.add(`${parameter}[${element}]`);
      const value = parameters[parameter]?.[element];
      expectThat(value !== undefined, `equations name ${parameter}[${element}], but it has no such number`);
      return value;
    };
    for (let example = 0; example < batch; example++) {
      const input = Array.from(x.subarray(example * inputSize, (example + 1) * inputSize));
      const output = outputOf({ example, input, lists: [] });
      expectNumbers(
        `y of example ${example} by its equations`,
        y.subarray(example * outputSize, (example + 1) * outputSize),
        output,
        1e-12,
      );
    }
    // Which parameters an index reads depends on it.
    for (let index = 0; index < (layer.indexCount ?? 0); index++) {
      outputOf({ example: 0, input: Array.from({ length: inputSize }, () => index), lists: [] });
    }
    for (const [name, values] of Object.entries(parameters)) {
      const missed = values.findIndex((_, at) => !used.has(`${name}[${at}]`));
      expectThat(missed < 0, `none of its equations has ${name}[${missed}] in it`);
    }

    function outputOf(one: Example): number[] {
      for (const list of equations) one.lists.push(numbersAfter(list, one));
      return one.lists.at(-1)!;
    }

    function formulaNumbers({ formula, size, reads }: FormulaEquations, one: Example): number[] {
      const before = one.lists.at(-1) ?? one.input;
      expectThat(Number.isInteger(size) && size > 0, `the formula "${formula}" gives ${size} numbers`);
      const numberOf = (source: Source): number => {
        if (typeof source === "number") return numberIn(before, source, "numbers before");
        if ("parameter" in source) return element(source);
        if ("state" in source) return numberIn(state[source.state], source.element, source.state);
        if ("input" in source) return numberIn(one.input, source.input, "numbers of the layer's input");
        if ("list" in source) return numberIn(one.lists[source.list], source.element, `numbers of list ${source.list}`);
        const branch = frame.branches[source.branch]?.y;
        const size = (branch?.length ?? 0) / Math.floor(y.length / outputSize);
        const own = branch?.subarray(one.example * size, (one.example + 1) * size);
        return numberIn(own, source.element, `numbers of the branch ${source.branch}`);
      };
      const programs = new Map<string, Computation>();
      return Array.from({ length: size }, (_, at) => {
        const read = Object.entries(reads(at, before));
        const lists = read.filter((one): one is [string, readonly Source[]] => Array.isArray(one[1]));
        const single = read.filter((one): one is [string, Source] => !Array.isArray(one[1]));
        const arrays = ["result", ...lists.map(([letter]) => letter)];
        const scalars = single.map(([letter]) => letter);
        const key = JSON.stringify([arrays, scalars]);
        const text = { name: "equations", arrays, byRow: ["result"], scalars, lines: [`result = ${formula}`] };
        const program = programs.get(key) ?? new Computation(text);
        programs.set(key, program);
        const values = lists.map(([, sources]) => Float64Array.from(sources, numberOf));
        const [result, numbers] = [new Float64Array(1), single.map(([, source]) => numberOf(source))];
        const [a = result, b = result, c = result, d = result, e = result] = values;
        program.loop(numbers, 1, values[0]?.length ?? 1, result, a, b, c, d, e);
        return result[0]!;
      });
    }

    function numberIn(numbers: ArrayLike<number> | undefined, at: number, name: string): number {
      const value = numbers?.[at];
      expectThat(value !== undefined, `equations read ${name}[${at}], but there is no such number`);
      return value;
    }

    function numbersAfter(said: Equations, one: Example): number[] {
      const before = one.lists.at(-1) ?? one.input;
      const outputs = "matrix" in said ? (parameters[said.matrix]?.length ?? 0) / before.length : 0;
      const link = writtenEquations(said, before.length, outputs);
      if ("activation" in link) {
        const [z, a] = [row(before.length), row(before.length)];
        z.set(before);
        const size = link.row ?? before.length;
        expectThat(before.length % size === 0, `equations have rows of ${size} among ${before.length} numbers`);
        link.activation.forward(frame.kernels, a, z, before.length / size, size);
        return Array.from(a);
      }
      if ("formula" in link) return formulaNumbers(link, one);
      return link.sums.map(({ terms, bias }) => {
        const products = terms.map(({ input, weight }) => {
          expectThat(input in before, `equations name input ${input} of ${before.length}`);
          return before[input]! * element(weight);
        });
        return products.reduce((sum, product) => sum + product, bias ? element(bias) : 0);
      });
    }
  });
}

/** An example whose numbers are computed list by list. */
interface Example {
  readonly example: number;
  readonly input: readonly number[];
  readonly lists: number[][];
}
