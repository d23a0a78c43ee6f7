import type { Titles } from "@nn/core/component";
import type { ExplainedParameter } from "./explanation.js";

/** What is told of any part of a training. */
export interface TrainingPart {
  /** The optimizer's name with its settings. */
  readonly optimizer: string;
  /** What readers are shown in the place of its name, by their language. */
  readonly titles?: Titles;
  /** The loss by its name. */
  readonly loss: string;
  /** What readers are shown in its place, by their language. */
  readonly lossTitles?: Titles;
  /** How many examples there are. */
  readonly examples: number;
}

/** A parameter in a step. */
export interface MovedParameter extends ExplainedParameter {
  /** The derivative of the loss with respect to it, at the values before the step; `null` of one that doesn't learn. */
  readonly gradient: number | null;
  /** What was added to it. */
  readonly change: number;
  /** Its value after the step. */
  readonly after: number;
}

/** One step of a training: how all parameters move at once, and what becomes of the loss. */
export interface StepExplanation extends TrainingPart {
  /** What tells it from other explanations. */
  readonly kind: "step";
  /** Its number in the training, from 1. */
  readonly step: number;
  /** All parameters, in the order of {@link parameterNames}. */
  readonly parameters: readonly MovedParameter[];
  /** The loss of the step's examples before it. */
  readonly lossBefore: number;
  /** What the derivatives make expect of it afterwards: the loss before, plus the sum of gradient · change. */
  readonly lossPredicted: number;
  /** What it is afterwards. */
  readonly lossAfter: number;
}

/** A step in an epoch. */
export interface EpochStep {
  /** Its number in the training, from 1. */
  readonly step: number;
  /** Which examples it learns from, counted from 1. */
  readonly examples: readonly number[];
  /** Their loss before it. */
  readonly before: number;
  /** Their loss after it. */
  readonly after: number;
  /** The mean loss of all examples after it. */
  readonly mean: number;
}

/** An epoch of a training, step by step. */
export interface EpochExplanation extends TrainingPart {
  /** What tells it from other explanations. */
  readonly kind: "epoch";
  /** The mean loss of all examples before the first step. */
  readonly before: number;
  /** The steps, in their order. */
  readonly steps: readonly EpochStep[];
}
