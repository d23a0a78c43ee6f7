import type { Constant, Texts } from "./constant.js";
import type { Flow, Scores } from "./flow.js";
import type { Joiner } from "./joiner.js";
import type { NodePlace } from "./place.js";

/** What a name of a file stands for. */
export type Value = Flow | Constant | Texts | Scores;
/** What a node is given, in its order; `undefined` where it leaves something out. */
type Inputs = readonly (Value | undefined)[];

/** What comes of a node: a value for each of its outputs. */
export type Operator = (node: NodePlace, inputs: Inputs, joiner: Joiner) => readonly (Value | undefined)[];
/** The same for a set of operators, by their names. */
export type Operators = Readonly<Record<string, Operator>>;

export const isFlow = (value: Value | undefined): value is Flow => value !== undefined && "chain" in value;
export const isScores = (value: Value | undefined): value is Scores => value !== undefined && "query" in value;
export const isConstant = (value: Value | undefined): value is Constant => value !== undefined && "values" in value;
