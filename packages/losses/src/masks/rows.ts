import {
  checkOptions,
  finiteNumber,
  type Metric,
  OptionError,
  type Shape,
  ShapeError,
  sizeOf,
} from "@nn/core/component";

/** What tells which rows of targets only fill up. */
export interface MaskOptions {
  /** What all numbers of a target are that doesn't count, such as -1: a number that float32 has exactly. */
  readonly maskValue: number;
}

/** The rows of an example, along the last axis of the outputs: of [steps, classes], each step is one. */
export interface Rows {
  /** How many there are, */
  readonly count: number;
  /** the shape of one, */
  readonly shape: Shape;
  /** that of its target, */
  readonly targetShape: Shape;
  /** and that of all targets of an example. */
  readonly targets: Shape;
}

/** @throws OptionError for another option, and for what isn't a number that float32 has. */
export function maskValueOf(where: string, options: MaskOptions): number {
  checkOptions(where, options, ["maskValue"]);
  const value = finiteNumber(`${where}: maskValue`, options.maskValue);
  if (Math.fround(value) === value) return value;
  throw new OptionError(
    `${where}: maskValue must be a number that float32 has exactly, such as -1, 0 or 0.5, but is ${value}.`,
  );
}

/** @throws ShapeError for a figure that takes no target for each row. */
export function rowsOf(where: string, figure: Pick<Metric, "name" | "targetShape">, output: Shape): Rows {
  const shape = output.slice(-1);
  const count = sizeOf(output) / sizeOf(shape);
  const targetShape = figure.targetShape?.(shape) ?? shape;
  const targets = figure.targetShape?.(output) ?? output;
  if (sizeOf(targets) === count * sizeOf(targetShape)) return { count, shape, targetShape, targets };
  throw new ShapeError(
    `${where} leaves out rows of targets, but ${figure.name} takes targets of [${targets.join(", ")}] for outputs of ` +
      `[${output.join(", ")}], which isn't one of [${targetShape.join(", ")}] for each row.`,
  );
}
