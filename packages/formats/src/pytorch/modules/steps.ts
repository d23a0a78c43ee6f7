import {
  type ActivationModule,
  type Equations,
  type NamedModule,
  OptionError,
  type Place,
  sizeOf,
} from "@nn/core/component";
import { saidBy } from "./said.js";

/** What a layer becomes. */
export type Step = NamedModule | ActivationStep | ByEquations;

/** An activation, and how many of the numbers are one row of it; those of the last dimension, unless given. */
export interface ActivationStep extends ActivationModule {
  readonly row?: number;
}

/** A class of its own. */
interface ByEquations {
  readonly equations: true;
}

/** What a layer says, or what follows from its equations. */
export function stepsOf(place: Place): readonly Step[] {
  const { layer, label, inputShape, outputShape, parameters } = place;
  const said = saidBy(place);
  if (said !== undefined) return said;
  if (layer.equations === undefined) {
    const other =
      layer.operators === undefined
        ? "neither by pytorch nor by equations what it does, so that it"
        : "by operators alone what it does, which are those of ONNX: it";
    throw new OptionError(
      `${label}, says ${other} can't be written for PyTorch. Give it a method pytorch(), or equations().`,
    );
  }
  if (layer.indexCount !== undefined) {
    throw new OptionError(
      `${label}, takes indices, and its equations differ from one to another, so that they can't be written for PyTorch. Give it a method pytorch(), as Embedding has one.`,
    );
  }
  const steps: Step[] = [];
  for (const equations of layer.equations(inputShape)) {
    if ("activation" in equations) steps.push({ row: sizeOf(outputShape), ...equations });
    else if ("matrix" in equations) {
      const { matrix, bias } = equations;
      const [inputs, outputs] = parameters.find(({ name }) => name === matrix)?.shape ?? [];
      if (steps.length > 0 || inputs === undefined || outputs === undefined || inputs !== inputShape.at(-1))
        return [{ equations: true }];
      const weight = { parameter: matrix, transpose: [1, 0], inputs: 1 };
      const tensors = bias === undefined ? { weight } : { weight, bias: { parameter: bias } };
      const named = bias === undefined ? { named: { bias: false } } : {};
      steps.push({ module: "nn.Linear", given: [inputs, outputs], ...named, tensors });
    } else if (!isPassedOn(equations, sizeOf(inputShape)) || steps.length > 0) return [{ equations: true }];
  }
  return steps;
}

/** Whether all numbers stay as they are. */
function isPassedOn(equations: Equations, size: number): boolean {
  if (!("formula" in equations) || equations.size !== size) return false;
  const before = new Float64Array(size);
  const letter = equations.formula.trim();
  for (let i = 0; i < size; i++) {
    const read = equations.reads(i, before);
    if (Object.keys(read).length !== 1 || read[letter] !== i) return false;
  }
  return true;
}
