import type { FloatArray, Kernels } from "@nn/numerics";
import { Computation } from "@nn/numerics";
import type { Optimizer, UpdateArrays, UpdateFrame, UpdatePart } from "../contracts/optimizer.js";
import { RuleOptimizer } from "../definitions/rule-optimizer.js";
import type { RecordableUpdate } from "../equipment/recorded.js";
import { type Copied, type FramePart, gather, innerStep, scatter } from "../memory/frames/frame-part.js";
import type { OwnFrame } from "../memory/frames/update-frame.js";

/** A training whose update is traced. */
export type TracedTraining = Pick<RecordableUpdate, "optimizer" | "updateFrame" | "count" | "slots" | "past">;

const update: RuleOptimizer["update"] = /* @__PURE__ */ (() => RuleOptimizer.prototype.update)();

/** Whether what an optimizer does is its rule, and nothing else. */
export function isRule(optimizer: Optimizer): optimizer is Optimizer & RuleOptimizer {
  return RuleOptimizer.isOne(optimizer) && optimizer.update === update;
}

/** What goes by the step is not what the next step does. */
const UNKNOWN_STEP: PropertyDescriptor = {
  enumerable: true,
  get() {
    throw new Error("The update goes by the step.");
  },
};

/** An update on traced arrays, which keeps all slots from before, and whose optimizers are given rows for their numbers. */
export class TracedUpdate {
  readonly #training: TracedTraining;
  readonly #kernels: Kernels;
  readonly #array: (array: FloatArray) => FloatArray;
  readonly #rows: ReadonlyMap<Optimizer, ArrayLike<number>>;
  /** Where each slot is to be kept that isn't kept yet. */
  readonly #left: Map<FloatArray, FloatArray>;
  readonly #apart: boolean;

  /** @param apart - Whether slots have to be kept before anything moves. */
  constructor(
    training: TracedTraining,
    array: (array: FloatArray) => FloatArray,
    rows: ReadonlyMap<Optimizer, ArrayLike<number>>,
    apart: boolean,
  ) {
    this.#training = training;
    this.#kernels = training.updateFrame.kernels;
    this.#array = array;
    this.#rows = rows;
    this.#left = new Map(training.slots.map((slot, i) => [slot, training.past.slots[i]!]));
    this.#apart = apart;
  }

  record(): void {
    const { optimizer, updateFrame, count, slots } = this.#training;
    if (this.#apart) this.#keep(slots);
    this.#update(optimizer, updateFrame, count + 1);
    // Those that aren't moved in this step.
    this.#keep(slots);
  }

  #keep(slots: readonly FloatArray[]): void {
    for (const slot of slots) {
      const kept = this.#left.get(slot);
      if (kept === undefined) continue;
      this.#left.delete(slot);
      this.#kernels.snapshot(this.#array(kept), this.#array(slot), this.#array(slot), slot.length);
    }
  }

  #update(optimizer: Optimizer, frame: OwnFrame, step: number): void {
    if (isRule(optimizer)) this.#byRule(optimizer, frame);
    else this.#byParts(optimizer, frame, step);
  }

  #byParts(optimizer: Optimizer, frame: OwnFrame, step: number): void {
    this.#keep(Object.values(frame.slots));
    const returned: unknown = optimizer.update(this.#frame(optimizer, frame, step));
    if (returned !== undefined) throw new Error(`${optimizer.name} returns something.`);
  }

  #byRule(optimizer: RuleOptimizer & Optimizer, { value, gradient, slots }: OwnFrame): void {
    const { computes, slots: names } = optimizer.rule;
    const own = names.map((name) => slots[name]!);
    const kept = own.flatMap((slot) => this.#left.get(slot) ?? []);
    const isKeeping = kept.length === own.length && 2 + 2 * own.length <= MOST_ARRAYS;
    if (isKeeping) for (const slot of own) this.#left.delete(slot);
    else this.#keep(own);
    const [first, second, third, fourth] = (isKeeping ? [...own, ...kept] : own).map(this.#array);
    const whole = isKeeping ? keepingOf(computes[0]) : computes[0];
    const row = this.#rows.get(optimizer)!;
    const [w, g] = [this.#array(value), this.#array(gradient)];
    this.#kernels.compute(whole, row, 1, value.length, w, g, first, second, third, fourth);
  }

  #frame(optimizer: Optimizer, frame: OwnFrame, step: number): UpdateFrame {
    const parts: Record<string, UpdatePart> = {};
    for (const name of Object.keys(frame.parts)) parts[name] = this.#part(frame.parts[name] as FramePart, step);
    const traced: Omit<UpdateFrame, "step"> = {
      kernels: frame.kernels,
      ...this.#arrays(frame),
      scalars: {},
      parts,
      loss: frame.loss,
      evaluate: frame.evaluate,
      given: { optimizer, row: this.#rows.get(optimizer)! },
      parameters: frame.parameters.map((parameter) => ({
        ...parameter,
        ...this.#arrays(parameter),
        scratch: this.#named(parameter.scratch),
      })),
    };
    return optimizer.phase === undefined
      ? (Object.defineProperty(traced, "step", UNKNOWN_STEP) as UpdateFrame)
      : { ...traced, step };
  }

  #arrays({ value, gradient, slots }: UpdateArrays): UpdateArrays {
    return { value: this.#array(value), gradient: this.#array(gradient), slots: this.#named(slots) };
  }

  #named(arrays: Readonly<Record<string, FloatArray>>): Record<string, FloatArray> {
    const named: Record<string, FloatArray> = {};
    for (const name of Object.keys(arrays)) named[name] = this.#array(arrays[name]!);
    return named;
  }

  #part({ optimizer, frames, values, gradients, every }: FramePart, step: number): UpdatePart {
    const traced = (copied: readonly Copied[]): Copied[] =>
      copied.map(({ apart, together }) => ({ apart: this.#array(apart), together: this.#array(together) }));
    return {
      update: () => {
        gather(this.#kernels, traced(values));
        gather(this.#kernels, traced(gradients));
        for (const frame of frames) this.#update(optimizer, frame, innerStep(step, every));
        scatter(this.#kernels, traced(values));
      },
    };
  }
}

/** As many as a computation takes. */
const MOST_ARRAYS = 6;

const KEEPING: WeakMap<Computation, Computation> = /* @__PURE__ */ new WeakMap();

/** The same computation, which writes down its slots before it changes them: in its own loop, that costs next to nothing. */
function keepingOf(computation: Computation): Computation {
  const { text } = computation;
  const slots = text.arrays.slice(2);
  if (slots.length === 0) return computation;
  let keeping = KEEPING.get(computation);
  if (keeping === undefined) {
    const arrays = [...text.arrays, ...slots.map((slot) => `kept_${slot}`)];
    const lines = [...slots.map((slot) => `kept_${slot} = ${slot}`), ...text.lines];
    keeping = new Computation({ ...text, arrays, lines });
    KEEPING.set(computation, keeping);
  }
  return keeping;
}
