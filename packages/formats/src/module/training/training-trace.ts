import {
  allFrames,
  type FloatArray,
  type Frame,
  type Loss,
  type Optimizer,
  OptionError,
  type PartParameter,
  type PlacedParameter,
  RuleOptimizer,
  type Shape,
  saysKernelsOnly,
  type TrainFrame,
} from "@nn/core/component";
import { PlainTrainer, type Sequential } from "@nn/core/plain";
import { type NamedArray, named } from "../arrays.js";
import { isFloats, type KernelCall, type LabelledCalls, type NotedNumber, type Notes, STEP } from "../noting.js";

/** How a module trains. */
export interface ModuleTraining {
  /** What it minimises. */
  readonly loss: Loss;
  /** How parameters move. Its numbers are those that it has now. */
  readonly optimizer: Optimizer;
  /** How many examples each step takes. */
  readonly batchSize: number;
  /** Whether a loss is taken that isn't made for what the last layer gives. */
  readonly allowMismatch?: boolean;
}

/** One update: its arrays, and which kernels are called on them. */
export interface TrainingTrace {
  readonly batchSize: number;
  readonly targetShape: Shape;
  /** All parameters, and all gradients, one behind the other. */
  readonly blocks: readonly NamedArray[];
  readonly arrays: readonly NamedArray[];
  /** Examples, targets, losses, parameters, gradients, the number of the step. */
  readonly inputs: FloatArray;
  readonly targets: FloatArray;
  readonly losses: FloatArray;
  readonly parameters: FloatArray;
  readonly gradients: FloatArray;
  readonly step: FloatArray;
  /** What an update moves, with what is remembered. */
  readonly lasting: readonly FloatArray[];
  readonly forward: readonly LabelledCalls[];
  /** The loss of each example. */
  readonly value: LabelledCalls;
  /** From the loss back to the first layer that learns. */
  readonly backward: readonly LabelledCalls[];
  readonly update: LabelledCalls;
}

/**
 * Takes down which kernels an update calls.
 *
 * @param network - One of such kernels.
 * @throws OptionError for a loss and an optimizer that can't be written down.
 */
export function traceTraining(network: Sequential, notes: Notes, training: ModuleTraining): TrainingTrace {
  const { loss, optimizer, batchSize } = training;
  const { update } = new PlainTrainer(network, training);
  const { workspace, frame, updateFrame, value } = update;
  const { tracedPasses: passes, step } = workspace;
  const { places, allPlaces } = network.stack;
  refuseOther(
    loss,
    optimizer,
    allPlaces.flatMap(({ parameters }) => parameters),
  );
  workspace.setBatch(batchSize);
  frame.batch = batchSize;
  const labelled = (label: string, run: () => unknown): LabelledCalls => ({ label, calls: notes.of(run) });
  const forward = places.map(({ label }, i) => labelled(label, () => passes.forwardAt(i)));
  const backward = places.map(({ label }, i) => labelled(label, () => passes.backwardAt(i))).slice(passes.lowest);
  const moving = STEPS.map((step) =>
    notes.of(() => {
      updateFrame.step = step;
      optimizer.update(updateFrame);
    }),
  );
  const frames = allFrames(workspace.frames).filter(isOfTraining);
  const { slots, scalars } = update.memory;
  const state = frames.flatMap((each) => Object.values(each.state));
  const remembered = { ...slots, ...scalars };
  const gradients = workspace.gradients.block.subarray(0, value.length);
  const [parameterBlock] = named({ parameters: value }, String, true);
  return {
    batchSize,
    targetShape: frame.targetShape,
    blocks: [parameterBlock!, ...named({ gradients }, String)],
    arrays: [
      ...named({ batch_x: workspace.inputs, batch_t: frame.target, losses: frame.values }, String),
      ...named(frame.saved, String),
      ...allPlaces.flatMap(({ path }, i) => arraysOf(frames[i]!, path)),
      ...allPlaces.flatMap(({ path }, i) => named({ dx: frames[i]!.dx ?? NOTHING }, (name) => `${name}_${path}`)),
      ...named(remembered, (name) => `slot_${name}`),
      ...named({ stepCount: step }, String),
    ],
    inputs: workspace.inputs,
    targets: frame.target,
    losses: frame.values,
    parameters: value,
    gradients,
    step,
    lasting: [value, ...state, ...Object.values(remembered), step],
    forward,
    value: labelled(loss.name, () => update.lossValue(frame)),
    backward: [labelled(loss.name, () => update.lossGradient(frame)), ...backward.reverse()],
    update: { label: optimizer.name, calls: inEachStep(optimizer, moving) },
  };
}

function isOfTraining(frame: Frame): frame is TrainFrame {
  return "dy" in frame;
}

const NOTHING = new Float64Array(0);

/** What is done in all of these is taken for what is done in each. */
const STEPS = [1, 2, 3, 1009] as const;

function arraysOf({ y, dy, saved, gradients }: TrainFrame, path: string): NamedArray[] {
  return [
    ...named({ ...saved, y }, (name) => `batch_${name}_${path}`),
    ...named(gradients, (name) => `d${name}_${path}`),
    ...named({ dy }, (name) => `${name}_${path}`),
  ];
}

function refuseOther(loss: Loss, optimizer: Optimizer, parameters: readonly PlacedParameter[]): void {
  const refuse = (component: string, what: string): never => {
    throw new OptionError(`${component} can't be written into a module: ${what}.`);
  };
  const loops = "it doesn't say that it calls kernels alone";
  if (!saysKernelsOnly(loss, ["value", "gradient"])) refuse(loss.name, loops);
  for (const rule of rulesIn(
    optimizer,
    parameters.map((each) => ({ ...each, role: each.role ?? "weight" })),
  )) {
    const { name, evaluates, phase, numbers = isRule(rule) ? rule.rule.settings : [] } = rule;
    if (evaluates) refuse(name, "it asks for the loss at other parameters");
    if (phase !== undefined) refuse(name, "it doesn't do the same in each step");
    if (!isRule(rule) && !saysKernelsOnly(rule, ["update"])) refuse(name, loops);
    const schedule = numbers.find((path) => typeof valueAt(rule, path) !== "number");
    if (schedule !== undefined) refuse(name, `its ${schedule} isn't the same number in each step`);
  }
}

/** An optimizer, and the rules inside it. */
function rulesIn(optimizer: Optimizer, parameters: readonly PartParameter[]): Optimizer[] {
  const inside = Object.values(optimizer.parts?.(parameters, parameters).byName ?? {});
  return [optimizer, ...inside.flatMap((part) => rulesIn(part.optimizer, parameters))];
}

/** Whether what an optimizer does is its rule, and nothing else. */
function isRule(optimizer: Optimizer): optimizer is RuleOptimizer {
  return RuleOptimizer.isOne(optimizer) && optimizer.update === RuleOptimizer.prototype.update;
}

/** What an optimizer has under a name, or under a path to another rule. */
function valueAt(optimizer: Optimizer, path: string): unknown {
  return path
    .split(".")
    .reduce<unknown>((value, name) => (value as Readonly<Record<string, unknown>>)[name], optimizer);
}

/** The calls of each update, from those of some. @throws OptionError where they differ in more than the number of the step. */
function inEachStep(optimizer: Optimizer, steps: readonly (readonly KernelCall[])[]): KernelCall[] {
  const [first, ...others] = steps as [readonly KernelCall[], ...(readonly KernelCall[])[]];
  const check = (isSame: boolean): void => {
    if (isSame) return;
    throw new OptionError(`${optimizer.name} can't be written into a module: it doesn't do the same in each step.`);
  };
  const numberIn = (one: NotedNumber, further: readonly unknown[]): NotedNumber => {
    if (further.every((other) => Object.is(one, other))) return one;
    check([one, ...further].every((number, i) => number === STEPS[i]));
    return STEP;
  };
  const givenIn = (one: Given, further: readonly Given[]): Given => {
    if (one === undefined || isFloats(one)) check(further.every((other) => isSameArray(one, other)));
    else if (typeof one === "object") {
      check(further.every((other) => Array.isArray(other) && other.length === one.length));
      return one.map((number, k) =>
        numberIn(
          number,
          further.map((other) => (other as readonly NotedNumber[])[k]),
        ),
      );
    } else return numberIn(one, further);
    return one;
  };
  check(others.every(({ length }) => length === first.length));
  return first.map(({ kernel, given }, i) => {
    const further = others.map((calls) => calls[i]!);
    check(further.every((call) => call.kernel === kernel && call.given.length === given.length));
    return {
      kernel,
      given: given.map((one, j) =>
        givenIn(
          one,
          further.map((call) => call.given[j]),
        ),
      ),
    };
  });
}

type Given = KernelCall["given"][number];

/** Whether they are the same part of the same memory, or nothing both. */
function isSameArray(one: FloatArray | undefined, other: Given): boolean {
  if (one === undefined || !isFloats(other)) return one === other;
  return one.buffer === other.buffer && one.byteOffset === other.byteOffset && one.length === other.length;
}
