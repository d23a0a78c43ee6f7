import type { FloatArray, Kernels, Shape } from "@nn/numerics";
import type { KernelsOnly } from "../recording/watch/kernels-only.js";
import type { Described } from "./formats/described.js";
import type { PartParameter } from "./optimizer.js";

/** What a penalty is given of one parameter. */
export interface PenaltyFrame {
  /** The functions of the backend on arrays. */
  readonly kernels: Kernels;
  /** The parameter's dimensions. */
  readonly shape: Shape;
  /** How many numbers it has. */
  readonly size: number;
  /** The parameter: read only. */
  readonly value: FloatArray;
  /** The derivatives of the loss with respect to it, to be **added** to. */
  readonly gradient: FloatArray;
  /** Where its penalty is written: one number. */
  readonly penalty: FloatArray;
}

/** What parameters cost beside the loss of the data: training minimises the sum of both. */
export interface Penalty extends Described {
  /** With its settings: `"L2(0.01)"`. */
  readonly name: string;
  /** Which parameters it is about; those whose role is `"weight"` unless given. */
  readonly of?: ((parameter: PartParameter) => boolean) | undefined;
  /** Says that both functions call kernels alone: then it is recorded. See {@link KernelsOnly}. */
  readonly kernelsOnly?: KernelsOnly;
  /** Writes the penalty of a parameter into `penalty[0]`. */
  value(frame: PenaltyFrame): void;
  /** Adds its derivatives with respect to the parameter to `gradient`. */
  gradient(frame: PenaltyFrame): void;
  /** What it is in PyTorch; without, a training with it can't be written for that. */
  pytorch?(): PyTorchPenalty;
}

/** A penalty as PyTorch computes it, and differentiates it by itself. */
export interface PyTorchPenalty {
  /** A function as Python text, which gives the sum of the penalties of a list of parameters: `"def l2(parameters, strength): …"`. */
  readonly source: string;
  /** What it is given by name, after the parameters. */
  readonly named: Readonly<Record<string, number>>;
}
