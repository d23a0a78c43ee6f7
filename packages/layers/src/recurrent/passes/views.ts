import type { FloatArray, Frame, TrainFrame } from "@nn/core/component";

/** The parameters: those of the gates lie one behind the other. @inline */
export type Parameter = "weight" | "recurrentWeight" | "bias" | "initialState";
/**
 * What is left for backward, time first; `recurrent` is the outputs' share of the gates' sums, at one time step. `real` and
 * `realByExample` say which time steps aren't skipped, time first and examples first; `seen` is what is left of the outputs
 * before, where some are dropped. @inline
 */
export type Saved = "x" | "h" | "kept" | "gates" | "recurrent" | "real" | "realByExample" | "seen";

/** A part of an array for each gate, or for each of other things. */
export type Parts = readonly FloatArray[];

/** How many arrays a cell has, and what is multiplied with which. */
export interface CellSizes {
  /** How many gates there are, each with matrices for the inputs and for the outputs before. */
  readonly gates: number;
  /** How many biases a unit has: one for each gate, or a second one as well, which is added to the outputs' share. */
  readonly biases: number;
  /**
   * How many arrays are kept of each time step beside gates and outputs: first those that the next one goes on from, which
   * are as many as `carried`. Before the first time step, they are 0.
   */
  readonly kept: number;
  /** What U of each gate is multiplied with: `undefined` for the outputs before, or the number of a kept array. */
  readonly recurrentInputs: readonly (number | undefined)[];
  /** Which of the derivatives at a time step is that of each gate's outputs' share: its own, of the same number, or a further one. */
  readonly recurrentDerivatives: readonly number[];
  /** Of how many parts dh of the time step before is the sum: one for each gate, and what comes past them. */
  readonly parts: number;
  /** How many derivatives go from a time step to the one before by themselves. They begin as 0. */
  readonly carried: number;
}

/** The arrays of one time step, each of [batch, units]. */
export interface TimeStep {
  readonly gates: Parts;
  readonly h: FloatArray;
  readonly hBefore: FloatArray;
  /** What U is multiplied with: the outputs before, or what is left of them where some are dropped. */
  readonly seen: FloatArray;
  /** What the cell keeps of this time step, and of the one before. */
  readonly kept: Parts;
  readonly keptBefore: Parts;
  /** The derivatives of the gates' sums. */
  readonly dGates: Parts;
  /** What ∂L/∂h is the sum of: what comes from the time step after, and ∂L/∂y where each time step has an output. */
  readonly dParts: Parts;
  /** ∂L/∂y, where there is an output for each time step. */
  readonly dy: FloatArray;
  /** For each example 1, or 0 where the time step is skipped. */
  readonly real: FloatArray;
}

/** Parts of a frame's arrays, as the passes need them. What only trainings have is empty elsewhere. */
export interface Views {
  readonly weight: Parts;
  readonly recurrentWeight: Parts;
  /** Those that are added to the inputs' share, and then those of the outputs' share, where there are any. */
  readonly bias: Parts;
  readonly dWeight: Parts;
  readonly dRecurrentWeight: Parts;
  readonly dBias: Parts;
  /** Those of all time steps, one behind the other. */
  readonly gates: Parts;
  readonly dGates: Parts;
  /** The state before the first time step, h first, and its derivatives: nothing, where it isn't learnt. */
  readonly initialState: Parts;
  readonly dInitialState: Parts;
  /** Of each gate: what U is multiplied with at all time steps that have a past, and the derivatives there. */
  readonly recurrentInputs: Parts;
  readonly laterDerivatives: Parts;
  /** The first time step's past, which is 0 unless it is learnt. */
  readonly past: Parts;
  readonly recurrent: Parts;
  /** The inputs of each time step, and their derivatives. */
  readonly x: Parts;
  readonly dxOfSteps: Parts;
  /** The numbers by which inputs and outputs are dropped. */
  readonly drawn: { readonly inputs: FloatArray; readonly outputs: FloatArray };
  /** The gates' shares of dx, time first. */
  readonly dx: Parts;
  /** The parts of dh of the time step before: those of the cell, and last what a skipped time step passes on. */
  readonly dParts: Parts;
  readonly carried: Parts;
  /** What a skipped time step passes on of `carried`. */
  readonly passed: Parts;
  /** The outputs of all time steps. */
  readonly outputs: FloatArray;
  readonly steps: readonly TimeStep[];
}

/** @inline */
export type RecurrentFrame = Frame<Parameter, Saved, never, never, Views>;
/** @inline */
export type RecurrentTrainFrame = TrainFrame<Parameter, Saved, never, never, Views>;
