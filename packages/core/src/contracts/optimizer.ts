import type { FloatArray, Kernels, Shape } from "@nn/numerics";
import type { KernelsOnly } from "../recording/watch/kernels-only.js";
import type { Described } from "./formats/described.js";
import type { ParameterRole } from "./parameter-role.js";

/**
 * What an update does to a single parameter, as text, for programs that explain it. The formulas may hold what a
 * {@link Formula} may.
 */
export interface UpdateRule {
  /**
   * One assignment after another: `["v = mu * v + g", "w = w - eta * v"]`. w is the parameter, g the loss's derivative
   * with respect to it, t the number of the step. A name that is no slot holds for the step alone.
   */
  readonly lines: readonly string[];
  /**
   * Which setting or slot a name stands for, where it isn't called so itself: `{ eta: "learningRate", v: "velocity" }`.
   * The names of Greek letters are printed as those, and `hat_m` as m with a hat.
   */
  readonly letters?: Readonly<Record<string, string>>;
}

/**
 * A rule by which parameters move. It owns nothing: what it must remember is kept for it in the slots and scalars it asks
 * for, so one instance may serve many trainings.
 *
 * @typeParam S - The names of its slots.
 * @typeParam K - The names of its scalars.
 * @typeParam Q - The names of the rules inside it.
 */
export interface Optimizer<S extends string = string, K extends string = string, Q extends string = string>
  extends Described {
  /** With its settings, as a report shows it: `"SGD(learningRate 0.1)"`. */
  readonly name: string;
  /** The arrays it keeps per parameter, all zero at first: none for plain SGD, `["m", "v"]` for Adam. */
  readonly slots: readonly S[];
  /** The single numbers it remembers, each in double precision, 0 at first. */
  readonly scalars?: readonly K[];
  /** Slots of other shapes than the parameters', and room for intermediate results, which `parameters` of a frame have. */
  readonly shapes?: OwnShapesOf<S>;
  /** What `update` does, for explanations; without it they have the numbers alone. */
  readonly rule?: UpdateRule;
  /**
   * Rules inside this one: for some of the parameters, or with another gradient. Each has a frame of its own, and moves
   * its parameters where `update` calls its part. It is asked for when a training begins.
   *
   * @param parameters - Those that this rule moves.
   * @param network - All of the network, frozen ones as well: for {@link checkChoice}.
   */
  parts?(parameters: readonly PartParameter[], network?: readonly PartParameter[]): PartsOf<Q>;
  /**
   * The names of its properties that its computations take: numbers, or functions of the step. A path goes to one of
   * another rule, `"optimizer.learningRate"`. `update` has them of {@link numbersOf}, so that a recorded update has those of its step.
   */
  readonly numbers?: readonly string[];
  /** Says that its update asks for the loss at other parameters, as a line search does. Its steps aren't recorded. */
  readonly evaluates?: boolean;
  /**
   * Says that it compares the gradients of its updates, which then have to be of the same examples: a training on several
   * batches warns.
   */
  readonly comparesSteps?: boolean;
  /** Which kind of update a step has, as a small number, where `update` doesn't do the same at each step. */
  phase?(step: number): number;
  /**
   * Whether it moves each parameter by that parameter's own numbers and slots, so that it may be called for a few at a
   * time. One that needs them all, for a norm, doesn't say so.
   */
  readonly elementwise?: boolean;
  /**
   * Says that its update calls kernels and its parts alone: it is recorded, where its parts are. See {@link KernelsOnly}.
   */
  readonly kernelsOnly?: KernelsOnly;
  /**
   * The same in PyTorch, for one that has another one inside. One that is a `RuleOptimizer` needs none: it is written by
   * its rule.
   */
  pytorch?(): PyTorchAround;
  /** Moves `value` against `gradient`, and brings slots and scalars up to date. */
  update(frame: UpdateFrame<S, K, Q>): void;
}

/** What an optimizer around another one does before that one's updates, in PyTorch: see `pytorch` of `Optimizer`. */
export interface PyTorchAround {
  /**
   * A function as Python text, which is given the parameters in a list, with their gradients in `grad`:
   * `"def clip_by_value(parameters, limit): …"`.
   */
  readonly source: string;
  /** What it is given by name, after the parameters: numbers, or functions of the step. */
  readonly named: Readonly<Record<string, number | ((step: number) => number)>>;
  /** Which parameters it is given; all of them unless given. */
  readonly of?: (parameter: PartParameter) => boolean;
  /** What moves the parameters then. */
  readonly optimizer: Optimizer;
}

/** The arrays that an update is about: all of one length, but for slots that have shapes of their own. */
export interface UpdateArrays<S extends string = string> {
  /** The parameters, to be moved. */
  readonly value: FloatArray;
  /** The derivatives of the batch's mean loss with respect to them: read only. */
  readonly gradient: FloatArray;
  /** What the rule remembers of each parameter, all zero at first, one parameter behind the other. */
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
  /** Room for intermediate results, where the rule asks for it. */
  readonly scratch: Readonly<Record<string, FloatArray>>;
}

/** A rule inside another one, on the parameters that are its own. */
export interface UpdatePart {
  /** Has the rule make its update. */
  update(): void;
}

/** A rule inside another one, before there is a training. */
export interface Part {
  /** The rule. */
  readonly optimizer: Optimizer;
  /** Which of the parameters it moves; all of them unless given. */
  readonly of?: (parameter: PartParameter) => boolean;
  /** The slot that it is given as its gradient; the gradient itself unless given. */
  readonly gradient?: string;
  /** After how many updates of the outer rule it makes one: what its steps are counted by; 1 unless given. */
  readonly every?: number;
}

/** The rules inside an optimizer: what {@link Parts} makes. */
export interface PartsOf<Q extends string = string> {
  /** Each by the name that the optimizer gives it. */
  readonly byName: Readonly<Record<Q, Part>>;
}

/** The shapes that an optimizer asks for, parameter by parameter: what {@link OwnShapes} is made of. */
export interface OwnShapesOf<S extends string = string> {
  /** The shapes of the slots that a parameter has another number of numbers in than its own, by their names: `{ rows: [3] }`. */
  slots?(parameter: PartParameter): Partial<Readonly<Record<S, Shape>>>;
  /**
   * Room for intermediate results of the update of one parameter, by names. All parameters use the same memory, and what is in
   * it at first is left from others.
   */
  scratch?(parameter: PartParameter): Readonly<Record<string, Shape>>;
}

/** What a parameter is chosen by. */
export type PartParameter = Pick<UpdatedParameter, "fullName" | "shape" | "role" | "size">;

/** The numbers of an optimizer that each run of a recorded update is given anew. */
export interface GivenNumbers {
  /** Whose they are. */
  readonly optimizer: Optimizer;
  /** The numbers, in their order. */
  readonly row: ArrayLike<number>;
}

/**
 * What an optimizer is given for its updates: made once for a training, so that a step allocates nothing.
 *
 * @typeParam S - The names of the optimizer's slots.
 * @typeParam K - The names of its scalars.
 * @typeParam Q - The names of its parts.
 */
export interface UpdateFrame<S extends string = string, K extends string = string, Q extends string = string>
  extends UpdateArrays<S> {
  /** The functions of the backend on arrays. */
  readonly kernels: Kernels;
  /** The single numbers that the rule remembers, each in an array of one, 0 at first. */
  readonly scalars: Readonly<Record<K, Float64Array>>;
  /** The number of the update, from 1, as t in the papers. */
  readonly step: number;
  /** The same arrays parameter by parameter, in the order in which they lie: for norms and what differs from one to the next. */
  readonly parameters: readonly UpdatedParameter<S>[];
  /** The rules inside the optimizer. */
  readonly parts: Readonly<Record<Q, UpdatePart>>;
  /**
   * What the training multiplies learning rates by, as callbacks set it; 1 where it is missing. Settings called `learningRate`
   * that are handed over as numbers are multiplied already.
   */
  readonly rate?:
    | {
        /** The factor. */
        readonly scale: number;
      }
    | undefined;
  /** The loss of the batch at the parameters as they are given; only for an optimizer that `evaluates`. */
  readonly loss: number;
  /**
   * The loss of the same batch at the parameters as they are now, which `gradient` then is of; it may be infinite. Only for an
   * optimizer that `evaluates`.
   */
  readonly evaluate: () => number;
  /** Where an update is recorded: what its numbers are given in. @hidden */
  readonly given?: GivenNumbers | undefined;
}
