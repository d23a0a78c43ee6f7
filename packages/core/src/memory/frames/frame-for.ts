import {
  type Backend,
  checkDType,
  type DType,
  type FloatArray,
  finiteNumber,
  isShape,
  OptionError,
  reference,
  type Shape,
  show,
  sizeOf,
} from "@nn/numerics";
import { checkBackend, checkKernels } from "../../components/backend-check.js";
import { checkOptimizer } from "../../contracts/learning-rate.js";
import type { Optimizer, UpdateFrame } from "../../contracts/optimizer.js";
import type { ParameterRole } from "../../contracts/parameter-role.js";
import { allocateFor } from "../room.js";
import { type ParameterPlace, planUpdate, type UpdateMemory } from "./update-frame.js";

const EXAMPLE = '[{ fullName: "0.weight", shape: [2, 1] }]';

/** A parameter that a rule is to be tried on. */
export interface TriedParameter {
  /** Its name: `"0.weight"`. */
  readonly fullName: string;
  /** Its dimensions. */
  readonly shape: Shape;
  /** What it is for; `"weight"` unless given. */
  readonly role?: ParameterRole;
}

/** A frame without a training: what is of its step is to be set. */
export type TriedFrame = Omit<UpdateFrame, "step" | "loss" | "evaluate"> & {
  -readonly [Name in "step" | "loss" | "evaluate"]: UpdateFrame[Name];
};

/** What an optimizer remembers, as a trainer's `state()` has it: of each parameter, and single numbers. */
export interface Remembered {
  /** The slots, by their names and those of the parameters. */
  readonly slots: Readonly<Record<string, Readonly<Record<string, ArrayLike<number>>>>>;
  /** The single numbers, by their names. */
  readonly scalars: Readonly<Record<string, number>>;
  /** What its learning rates are multiplied by; 1 unless given. */
  readonly rateScale?: number;
}

/**
 * What a training would give an optimizer, without a training: parameters, gradients and all that is remembered are 0, and
 * to be filled. `step` is to be set before each update.
 *
 * @param backend - Where the arrays lie; plain loops unless given.
 * @param dtype - Their format; `"float64"` unless given.
 * @param remembered - What it remembers, where that isn't 0.
 * @throws OptionError for what is no optimizer, no parameters and no backend, and for what another optimizer remembers.
 *
 * @example
 * const sgd = new SGD({ learningRate: 0.1 });
 * const frame = frameFor(sgd, [{ fullName: "0.weight", shape: [2, 1] }]);
 * frame.gradient.set([1, 2]);
 * frame.step = 1;
 * sgd.update(frame);
 * frame.value; // => [-0.1, -0.2]
 */
export function frameFor(
  optimizer: Optimizer,
  parameters: readonly TriedParameter[],
  backend: Backend = reference,
  dtype: DType = "float64",
  remembered?: Remembered,
): TriedFrame {
  checkOptimizer(optimizer);
  if (!Array.isArray(parameters) || parameters.length === 0) {
    throw new OptionError(`frameFor takes parameters as in ${EXAMPLE}, but got ${show(parameters)}.`);
  }
  checkKernels(checkBackend(backend), checkDType(dtype));
  const places: ParameterPlace[] = [];
  let length = 0;
  for (const [i, given] of parameters.entries()) {
    const { fullName, shape, role = "weight" } = Object(given) as TriedParameter;
    if (typeof fullName !== "string" || !isShape(shape)) {
      throw new OptionError(`frameFor: parameters[${i}] must be as in ${EXAMPLE}, but is ${show(given)}.`);
    }
    places.push({ fullName, shape, role, offset: length, size: sizeOf(shape) });
    length += sizeOf(shape);
  }
  // Others may belong to the network that these are of, so nothing is known of what a function chooses there.
  const plan = planUpdate(optimizer, places, { path: "", shared: "", network: [] });
  const lengths = [length, length, ...plan.lengths, ...plan.copies];
  const [value, gradient, ...arrays] = allocateFor(backend, dtype, lengths, undefined) as [
    FloatArray,
    FloatArray,
    ...FloatArray[],
  ];
  const singles = Array<number>(plan.scalarCount).fill(1);
  const numbers = allocateFor(backend, "float64", singles, undefined) as Float64Array[];
  const memory: UpdateMemory = {
    arrays,
    copies: arrays.splice(plan.lengths.length),
    numbers,
    slots: {},
    scalars: {},
    places: {},
    rate: { scale: 1 },
  };
  const frame = plan.frame(backend.kernels(dtype), value, gradient, memory);
  if (remembered !== undefined) remember(memory, remembered, optimizer);
  return frame;
}

function remember({ slots, scalars, places, rate }: UpdateMemory, remembered: Remembered, { name }: Optimizer): void {
  const given = Object(remembered) as Partial<Remembered>;
  for (const [slot, array] of Object.entries(slots)) {
    const { shared, places: own } = places[slot]!;
    for (const { fullName, offset, size } of own) {
      const values = given.slots?.[shared]?.[fullName];
      if (values?.length !== size) {
        throw new OptionError(
          `${name} remembers ${shared} of ${fullName}, ${size} numbers, but is given ${show(values)}.`,
        );
      }
      array.set(values, offset);
    }
  }
  for (const [scalar, array] of Object.entries(scalars)) {
    array[0] = finiteNumber(`${name}: ${scalar}`, given.scalars?.[scalar] ?? Number.NaN);
  }
  rate.scale = finiteNumber(`${name}: rateScale`, given.rateScale ?? 1);
}
