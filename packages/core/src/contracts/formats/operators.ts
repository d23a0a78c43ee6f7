import type { Shape } from "@nn/numerics";
import type { Activation } from "../activation.js";

/** A prediction of a layer in standard operators, each of which is done after those before it: see `operators` of `Layer`. */
export type OperatorNode = StandardOperator | ActivationOperator;

/** An operator of the ONNX standard. */
export interface StandardOperator {
  /** Its name there: `"Conv"`. */
  readonly operator: string;
  /** What it is given, in its order. */
  readonly inputs: readonly Operand[];
  /** The names of what comes of it, `""` for what isn't needed. The layer's output is `"y"`. */
  readonly outputs: readonly string[];
  /** Its attributes that are whole numbers. */
  readonly integers?: Readonly<Record<string, number | readonly number[]>>;
  /** Those that are numbers of any kind. */
  readonly floats?: Readonly<Record<string, number>>;
}

/** An activation. The last dimension is the row of one that works on rows. */
export interface ActivationOperator {
  /** f */
  readonly activation: Activation;
  /** What it is given. */
  readonly inputs: readonly [Operand];
  /** The name of what comes of it. */
  readonly outputs: readonly [string];
}

/**
 * What an operator is given: the name of what came of one before, `"x"` for the layer's input and `""` for nothing; or numbers
 * of the layer. Examples lie along the first dimension of `"x"` and `"y"`.
 */
export type Operand = string | ParameterOperand | StateOperand | ValuesOperand | BranchOperand | NumbersOperand;

/** How the numbers of an array are arranged anew: first `take`, then `transpose`, `zeros` and `shape`. */
export interface Arrangement {
  /** Which slices along the first dimension there are, in this order. */
  readonly take?: readonly number[];
  /** Which dimension comes first, which second, and so on. */
  readonly transpose?: readonly number[];
  /** So many zeros follow. */
  readonly zeros?: number;
  /** The shape at last, as it is unless given. */
  readonly shape?: Shape;
}

/** A parameter of the layer. */
export interface ParameterOperand extends Arrangement {
  /** The layer's name for it: `"weight"`, or `"body.0.weight"` of one of the first layer in its branch. */
  readonly parameter: string;
}

/** What the layer remembers from step to step. */
export interface StateOperand extends Arrangement {
  /** The layer's name for it: `"movingMean"`. */
  readonly state: string;
}

/** Numbers that follow from the layer's settings and its input's shape, such as a factor; a list unless their shape is given. */
export interface ValuesOperand extends Arrangement {
  /** The numbers, which get the format of the file. */
  readonly values: readonly number[];
}

/** What one of its branches gives. */
export interface BranchOperand {
  /** The layer's name for the branch: `"body"`. */
  readonly branch: string;
}

/** Whole numbers that an operator takes as an input, such as the dimensions that it leaves out: one list. */
export interface NumbersOperand {
  /** The numbers. */
  readonly integers: readonly number[];
}
