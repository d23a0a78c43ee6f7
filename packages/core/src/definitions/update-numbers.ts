import { OptionError } from "@nn/numerics";
import { type LearningRate, RATE, rateAt } from "../contracts/learning-rate.js";
import type { Optimizer, UpdateFrame } from "../contracts/optimizer.js";

/** Where the numbers of an update stand: they are only needed until a kernel returns, so all optimizers share the place. */
const NUMBERS: Float64Array = /* @__PURE__ */ new Float64Array(8);

/**
 * The `numbers` of an optimizer at a frame's step, and then the step: to be handed to `kernels.compute` as scalars, at
 * once, and not to be looked into.
 *
 * @throws OptionError for one that is no number.
 *
 * @example
 * const decay = { name: "decay", slots: [], numbers: ["rate"], rate: 0.5, update() {} };
 * const frame = frameFor(decay, [{ fullName: "0.weight", shape: [1] }]);
 * frame.step = 3;
 * Array.from(numbersOf(decay, frame)).slice(0, 2); // => [0.5, 3]
 */
export function numbersOf(optimizer: Optimizer, frame: UpdateFrame): ArrayLike<number> {
  const { numbers = NONE } = Object(optimizer) as Optimizer;
  const { given } = Object(frame) as UpdateFrame;
  // The step of an update that is recorded isn't asked for: what went by it couldn't be recorded.
  if ((given === undefined && typeof (frame as UpdateFrame | undefined)?.step !== "number") || !areNames(numbers)) {
    throw new OptionError(
      `numbersOf takes an optimizer, whose numbers are at most ${MOST} names, and the frame of an update.`,
    );
  }
  return settingsOf(optimizer, numbers, frame);
}

/** The same for settings under these names. */
export function settingsOf(optimizer: Optimizer, names: readonly string[], frame: UpdateFrame): ArrayLike<number> {
  const { given } = frame;
  if (given !== undefined) {
    // Its numbers would be those of the step that is recorded.
    if (given.optimizer !== optimizer)
      throw new OptionError(`${optimizer.name} is no part of ${given.optimizer.name}.`);
    return given.row;
  }
  const { step, rate } = frame;
  for (let i = 0; i < names.length; i++) {
    const number = settingAt(optimizer, names[i]!);
    NUMBERS[i] = typeof number === "number" ? number : rateAt(number, step);
    if (rate !== undefined && names[i]!.endsWith(RATE)) NUMBERS[i]! *= rate.scale;
  }
  NUMBERS[names.length] = step;
  return NUMBERS;
}

const NONE: readonly string[] = [];
/** So many and the step fit into a computation. */
const MOST = 7;

function areNames(names: readonly string[]): boolean {
  let are = Array.isArray(names) && names.length <= MOST;
  for (let i = 0; are && i < names.length; i++) are = typeof names[i] === "string" && !(names[i]! in Object.prototype);
  return are;
}

/** The first name of each path, and the others: a step divides none. */
const PATHS: Map<string, readonly [first: string, others: string]> = /* @__PURE__ */ new Map();

/** What an optimizer has under a name, or under a path to another rule. */
function settingAt(optimizer: Optimizer, path: string): LearningRate {
  const dot = path.indexOf(".");
  if (dot < 0) return (optimizer as unknown as Readonly<Record<string, LearningRate>>)[path]!;
  let parts = PATHS.get(path);
  if (parts === undefined) {
    parts = [path.slice(0, dot), path.slice(dot + 1)];
    PATHS.set(path, parts);
  }
  const inner = (optimizer as unknown as Readonly<Record<string, Optimizer>>)[parts[0]];
  return settingAt(Object(inner) as Optimizer, parts[1]);
}
