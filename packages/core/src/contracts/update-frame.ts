import type { FloatArray, Kernels, Shape } from "@nn/numerics";

/** What a parameter is for: rules treat weights, what is added and what is multiplied differently. */
export type ParameterRole = "weight" | "bias" | "scale";

/** The arrays that an update is about, all of one length. */
export interface UpdateArrays<S extends string = string> {
  /** The parameters, to be moved. */
  readonly value: FloatArray;
  /** The derivatives of the batch's mean loss with respect to them: read only. */
  readonly gradient: FloatArray;
  /** What the rule remembers of each parameter, all zero at first. */
  readonly slots: Readonly<Record<S, FloatArray>>;
}

/** One parameter of a network in an update: its part of the arrays, and what is known of it. */
export interface UpdatedParameter<S extends string = string> extends UpdateArrays<S> {
  /** The network's name for it: `"1.weight"`. */
  readonly fullName: string;
  /** Its dimensions. */
  readonly shape: Shape;
  /** What its layer says that it is for; a weight unless it says otherwise. */
  readonly role: ParameterRole;
  /** The index of its first number in the frame's arrays. */
  readonly offset: number;
  /** How many numbers it has. */
  readonly size: number;
}

/**
 * What an optimizer is given for its updates: made once for a training, so that a step allocates nothing.
 *
 * @typeParam S - The names of the optimizer's slots.
 * @typeParam K - The names of its scalars.
 */
export interface UpdateFrame<S extends string = string, K extends string = string> extends UpdateArrays<S> {
  /** The functions of the backend on arrays. */
  readonly kernels: Kernels;
  /** The single numbers that the rule remembers, each in an array of one, 0 at first. */
  readonly scalars: Readonly<Record<K, Float64Array>>;
  /** The number of the update, from 1, as t in the papers. */
  readonly step: number;
  /** The same arrays parameter by parameter, in the order in which they lie: for norms and what differs from one to the next. */
  readonly parameters: readonly UpdatedParameter<S>[];
}
