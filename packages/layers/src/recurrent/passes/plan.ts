import type { SwapKernels } from "../../shapes/swap-axes.js";
import type { Cell } from "../cell.js";

/** The probability with which a number is dropped, and what others are multiplied with. */
export type Rate = readonly [rate: number, scale: number];

/** How a recurrent layer goes through sequences: what its passes have to know. */
export interface Plan {
  readonly inputs: number;
  readonly units: number;
  readonly returnSequences: boolean;
  readonly cell: Cell;
  /** The number that all of a skipped time step's numbers are, as kernels are given it. */
  readonly mask: readonly [value: number] | undefined;
  /** What trainings drop of the inputs, and of the outputs that U is multiplied with. */
  readonly dropout: Rate | undefined;
  readonly recurrentDropout: Rate | undefined;
  /** The first time step with a past: 0 where the state before it is learnt, else 1. */
  readonly firstWithPast: 0 | 1;
  /** The inputs from examples first to time first, and back; then the outputs. */
  readonly swapInputs: (steps: number) => SwapKernels;
  readonly swapOutputs: (steps: number) => SwapKernels;
}
