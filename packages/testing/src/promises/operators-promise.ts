import {
  type Arranged,
  arranged,
  type FloatArray,
  type Frame,
  type Layer,
  type Operand,
  type OperatorNode,
  OptionError,
  type PlacedParameter,
  parametersWithin,
  resolveStack,
  type Shape,
  sizeOf,
} from "@nn/core/component";
import { type ContractCheck, expectNumbers, expectThat, promise } from "../contracts/contract.js";
import { parameterOf } from "../frames.js";
import { activated } from "../operators/activated.js";
import { RECURRENT } from "../operators/recurrent.js";
import { SHAPES } from "../operators/shapes.js";
import { SUMS } from "../operators/sums.js";
import type { RunOperator } from "../operators/tensor.js";
import { TRANSPOSED } from "../operators/transposed.js";
import { WINDOWS } from "../operators/windows.js";

const KNOWN: Readonly<Record<string, RunOperator>> = { ...SHAPES, ...WINDOWS, ...TRANSPOSED, ...SUMS, ...RECURRENT };

/**
 * What a layer promises that says its prediction in operators of the ONNX standard: that its forward pass gives the same. With
 * settings that no operator knows it may refuse, by an OptionError that says so.
 *
 * @param frameAfter - A forward pass of a prediction, in float64.
 * @param row - An array to compute in, of so many numbers.
 * @param more - Operators that aren't known here.
 */
export function operatorsPromise(
  layer: Layer,
  frameAfter: () => Frame,
  row: (length: number) => FloatArray,
  more: Readonly<Record<string, RunOperator>> = {},
): ContractCheck {
  return promise("if it says its prediction in standard operators, forward gives the same", () => {
    const frame = frameAfter();
    const nodes = saidBy(layer, frame.inputShape);
    if (nodes === undefined) return;
    const { batch, kernels, inputShape, inputSize, outputShape, outputSize, x, y } = frame;
    const [place] = resolveStack([layer], inputShape).places;
    const shapesOf = (all: readonly PlacedParameter[]) => new Map(all.map(({ name, shape }) => [name, shape]));
    const [parameters, state] = [shapesOf(parametersWithin(place!)), shapesOf(place!.state)];
    const input: Arranged = { values: x.slice(0, batch * inputSize), shape: [batch, ...inputShape] };
    const values = new Map<string, Arranged | undefined>([["x", input]]);
    const named = (operand: Operand): Arranged | undefined => {
      if (operand === "") return undefined;
      if (typeof operand === "string") {
        expectThat(values.has(operand), `operators read "${operand}", which none before gives`);
        return values.get(operand);
      }
      if ("integers" in operand) {
        return { values: Float64Array.from(operand.integers), shape: [operand.integers.length] };
      }
      if ("values" in operand) {
        const { values, ...arrangement } = operand;
        return arranged(Float64Array.from(values), [values.length], arrangement);
      }
      if ("branch" in operand) {
        const branch = frame.branches[operand.branch];
        expectThat(branch !== undefined, `operators read the branch "${operand.branch}", which there isn't`);
        const { outputShape } = branch.frames.at(-1)!;
        return { values: branch.y.slice(0, batch * sizeOf(outputShape)), shape: [batch, ...outputShape] };
      }
      const isParameter = "parameter" in operand;
      const name = isParameter ? operand.parameter : operand.state;
      const own = (isParameter ? parameters : state).get(name);
      expectThat(own !== undefined, `operators read ${name}, which the layer doesn't have`);
      const { take, transpose, zeros, shape } = operand;
      const arrangement = { ...(take && { take }), ...(transpose && { transpose }), ...(shape && { shape }) };
      const numbers = (isParameter ? parameterOf(frame, name) : frame.state[name])!;
      return arranged(numbers, own, { ...arrangement, ...(zeros !== undefined && { zeros }) });
    };
    for (const node of nodes) {
      const inputs = node.inputs.map(named);
      if ("activation" in node) {
        values.set(node.outputs[0], activated(kernels, row, node.activation, (inputs as [Arranged])[0]));
        continue;
      }
      const run = more[node.operator] ?? KNOWN[node.operator];
      expectThat(
        run !== undefined,
        `operators name ${node.operator}, which the contract can't do: give it { operators: { ${node.operator} } }. It knows ${Object.keys(KNOWN).join(", ")}`,
      );
      const outputs = run(inputs, node);
      for (const [i, name] of node.outputs.entries()) if (name !== "") values.set(name, outputs[i]);
    }
    const last = values.get("y");
    expectThat(last !== undefined, 'none of its operators gives "y"');
    const expected = [batch, ...outputShape].join(", ");
    expectThat(last.shape.join(", ") === expected, `its operators give [${last.shape.join(", ")}], not [${expected}]`);
    expectNumbers("y by its operators", y.subarray(0, batch * outputSize), last.values, 1e-12);
  });
}

function saidBy(layer: Layer, inputShape: Shape): readonly OperatorNode[] | undefined {
  try {
    return layer.operators?.(inputShape);
  } catch (error) {
    if (error instanceof OptionError) return undefined;
    throw error;
  }
}
