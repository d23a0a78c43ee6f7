import type { Activation } from "../activation.js";
import type { BranchOperand, ParameterOperand, StateOperand } from "./operators.js";

/** A part of a layer in PyTorch; each takes what the one before gives: see `pytorch` of `Layer`. */
export type PyTorchModule = NamedModule | ActivationModule;

/** A module by its class. */
export interface NamedModule {
  /** The name of the class: `"nn.Linear"`. */
  readonly module: string;
  /** What the class is made with, in its order. */
  readonly given?: readonly PythonValue[];
  /** What it is made with by name: `{ bias: false }`. */
  readonly named?: Readonly<Record<string, PythonValue>>;
  /** The class as Python text, where PyTorch has none: `"class Twice(nn.Module): …"`. It is written once. */
  readonly source?: string;
  /** The tensors, by the names that PyTorch has for them: `{ weight: { parameter: "weight", transpose: [1, 0] } }`. */
  readonly tensors?: Readonly<Record<string, PyTorchTensor>>;
  /**
   * In which order the numbers of an example are taken and given. As here, unless given. `"channels first"`: the last dimension
   * lies before the others. `"any"`: what a number is doesn't depend on its place, and it stays there.
   */
  readonly order?: "channels first" | "any";
}

/** An activation. The last dimension is the row of one that works on rows. */
export interface ActivationModule {
  /** f */
  readonly activation: Activation;
}

/** What a module is made with; a list is a tuple in Python. */
export type PythonValue = number | boolean | string | readonly number[] | BranchOperand;

/** What a tensor holds. */
export type PyTorchTensor = LayerTensor | AddedTensor | CountTensor;

/** Numbers of the layer, arranged as PyTorch has them. */
export type LayerTensor = (ParameterOperand | StateOperand) & {
  /** Along which dimension of the tensor the numbers lie that the layer takes; needed where any order of those may come. */
  readonly inputs?: number;
};

/** Numbers that are added to another tensor of the module: written as zeros, and read as a part of the sum. */
export interface AddedTensor {
  /** That tensor's name. */
  readonly addedTo: string;
}

/** A whole number that PyTorch has, and a layer here has not: written as it is, and not read. */
export interface CountTensor {
  /** The number. */
  readonly count: number;
}
