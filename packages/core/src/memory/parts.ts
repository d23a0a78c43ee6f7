import { type FloatArray, isRecord, type Kernels, OptionError, positiveInteger, show } from "@nn/numerics";
import { copyNumbers } from "../components/copy-numbers.js";
import { refusePromise } from "../components/promises.js";
import { checkOptimizer } from "../contracts/learning-rate.js";
import type { Optimizer, Part, PartsOf, UpdatePart } from "../contracts/optimizer.js";
import {
  chosenBy,
  type OwnFrame,
  type ParameterPlace,
  type PartsPlan,
  type PlannedParts,
  planUpdate,
  type UpdateMemory,
  type UpdatePlan,
} from "./update-frame.js";

/** Numbers that lie apart, and where they lie together. */
export interface Copied {
  readonly apart: FloatArray;
  readonly together: FloatArray;
}

/**
 * The rules inside an optimizer: what its `parts` gives.
 *
 * @typeParam Q - Their names.
 *
 * @example
 * const parts = new Parts({ inner: { optimizer: new SGD({ learningRate: 0.1 }) } });
 * Object.keys(parts.byName); // => ["inner"]
 */
export class Parts<Q extends string = string> implements PlannedParts, PartsOf<Q> {
  /** Each rule by the name that the optimizer gives it. */
  readonly byName: Readonly<Record<Q, Part>>;

  /** @throws OptionError for something else; for a rule that is none when a training begins. */
  constructor(byName: Readonly<Record<Q, Part>>) {
    if (!isRecord(byName) || !Object.values(byName).every(isPart)) {
      throw new OptionError(
        `Parts takes rules by names, as in { inner: { optimizer: new SGD({ learningRate: 0.1 }) } }, but got ${show(byName)}.`,
      );
    }
    this.byName = byName;
  }

  /**
   * How their parameters lie.
   *
   * @param places - The parameters of the optimizer around them.
   * @throws OptionError for what is no optimizer, no slot and no whole number.
   * @hidden
   */
  plan(around: Optimizer, places: readonly ParameterPlace[], path: string): PartsPlan {
    const planned = Object.entries<Part>(this.byName).map(([name, part]) => planPart(around, name, part, places, path));
    const plans = planned.flatMap((part) => part.plans);
    return {
      evaluates: plans.some((plan) => plan.evaluates),
      lengths: plans.flatMap((plan) => plan.lengths),
      copies: planned.flatMap(({ plans, isGathered }) =>
        plans.flatMap(({ length, copies }) => (isGathered ? [length, length, ...copies] : copies)),
      ),
      scalarCount: plans.reduce((sum, plan) => sum + plan.scalarCount, 0),
      parts: (outer, memory) =>
        Object.fromEntries(planned.map((part) => [part.name, part.part(outer, memory)] as const)),
    };
  }
}

interface PartPlan {
  readonly name: string;
  /** One for each run of neighbours, or one for all parameters where the rule needs them together. */
  readonly plans: readonly UpdatePlan[];
  readonly isGathered: boolean;
  part(outer: OwnFrame, memory: UpdateMemory): FramePart;
}

function planPart(
  around: Optimizer,
  name: string,
  { optimizer, of, gradient, every = 1 }: Part,
  places: readonly ParameterPlace[],
  path: string,
): PartPlan {
  const where = `${around.name}: its part "${name}"`;
  checkOptimizer(optimizer);
  if (gradient !== undefined && !around.slots.includes(gradient)) {
    throw new OptionError(`${where} takes its gradient from "${gradient}", which is none of the slots.`);
  }
  positiveInteger(`${where}: every`, every);
  const chosen = of === undefined ? places : places.filter((place) => of(chosenBy(place)));
  const runs = runsOf(chosen);
  const isGathered = runs.length > 1 && optimizer.elementwise !== true;
  const together = isGathered ? [moved(chosen)] : runs.map((run) => moved(run.places));
  // A part without a name takes the names of the optimizer around it.
  const own = name === "" ? path : `${path}${name}.`;
  const plans = together.map((each, i) => planUpdate(optimizer, each, together.length > 1 ? `${own}${i}.` : own));
  return {
    name,
    plans,
    isGathered,
    part(outer, memory) {
      const asks = gradient === undefined && plans.some((plan) => plan.evaluates);
      const from = gradient === undefined ? outer.gradient : outer.slots[gradient]!;
      const views = runs.map(
        (run) => [outer.value.subarray(run.from, run.to), from.subarray(run.from, run.to)] as const,
      );
      if (!isGathered) {
        const frames = plans.map((plan, i) => plan.frame(outer.kernels, ...views[i]!, memory));
        return new FramePart(optimizer, outer, frames, every, [], [], asks);
      }
      const [plan] = plans;
      const [value, own] = [memory.copies.shift()!, memory.copies.shift()!];
      const values: Copied[] = [];
      const gradients: Copied[] = [];
      let at = 0;
      for (const [apart, gradient] of views) {
        const end = at + apart.length;
        values.push({ apart, together: value.subarray(at, end) });
        gradients.push({ apart: gradient, together: own.subarray(at, end) });
        at = end;
      }
      return new FramePart(
        optimizer,
        outer,
        [plan!.frame(outer.kernels, value, own, memory)],
        every,
        values,
        gradients,
        asks,
      );
    },
  };
}

function isPart(part: unknown): boolean {
  const { of, gradient } = Object(part) as { readonly of?: unknown; readonly gradient?: unknown };
  const isChosen = of === undefined || typeof of === "function";
  return isRecord(part) && isChosen && (gradient === undefined || typeof gradient === "string");
}

/** A rule inside an optimizer: what it is called with, and what is copied before and after. */
export class FramePart implements UpdatePart {
  readonly optimizer: Optimizer;
  readonly frames: readonly OwnFrame[];
  readonly every: number;
  /** Parameters and gradients that lie apart and that the rule needs together; none where it is called for each run of them. */
  readonly values: readonly Copied[];
  readonly gradients: readonly Copied[];
  readonly #outer: OwnFrame;
  /** Whether it asks for the loss: of the gradient that it is given, and not of one made of it. */
  readonly #asks: boolean;

  constructor(
    optimizer: Optimizer,
    outer: OwnFrame,
    frames: readonly OwnFrame[],
    every: number,
    values: readonly Copied[],
    gradients: readonly Copied[],
    asks: boolean,
  ) {
    this.optimizer = optimizer;
    this.#outer = outer;
    this.frames = frames;
    this.every = every;
    this.values = values;
    this.gradients = gradients;
    this.#asks = asks;
    if (asks) for (const frame of frames) frame.evaluate = () => this.#evaluate();
  }

  #evaluate(): number {
    const { kernels } = this.#outer;
    scatter(kernels, this.values);
    const loss = this.#outer.evaluate();
    gather(kernels, this.gradients);
    return loss;
  }

  update(): void {
    const { optimizer, frames, values } = this;
    const { kernels, step } = this.#outer;
    gather(kernels, values);
    gather(kernels, this.gradients);
    for (let i = 0; i < frames.length; i++) {
      if (this.#asks) frames[i]!.loss = this.#outer.loss;
      frames[i]!.step = innerStep(step, this.every);
      const returned: unknown = optimizer.update(frames[i]!);
      if (returned !== undefined) refusePromise(`${optimizer.name}: update`, returned);
    }
    scatter(kernels, values);
  }
}

/** The number of an update of a rule that makes one in so many of the rule around it: a small whole number for the engine. */
export function innerStep(step: number, every: number): number {
  return every === 1 ? step : ((step - 1) / every + 1) | 0;
}

/** Copies what lies apart to where it lies together. */
export function gather(kernels: Kernels, copied: readonly Copied[]): void {
  for (let i = 0; i < copied.length; i++) {
    const { apart, together } = copied[i]!;
    copyNumbers(kernels, together, apart, apart.length);
  }
}

/** Copies it back. */
export function scatter(kernels: Kernels, copied: readonly Copied[]): void {
  for (let i = 0; i < copied.length; i++) {
    const { apart, together } = copied[i]!;
    copyNumbers(kernels, apart, together, apart.length);
  }
}

/** Parameters where they lie when they lie side by side. */
function moved(places: readonly ParameterPlace[]): ParameterPlace[] {
  let offset = 0;
  return places.map((place) => {
    const there = { ...place, offset };
    offset += place.size;
    return there;
  });
}

/** Parameters that lie side by side, and where. */
interface Run {
  readonly from: number;
  to: number;
  readonly places: ParameterPlace[];
}

function runsOf(places: readonly ParameterPlace[]): Run[] {
  const runs: Run[] = [];
  for (const place of places) {
    const last = runs.at(-1);
    if (last?.to === place.offset) {
      last.places.push(place);
      last.to += place.size;
    } else {
      runs.push({ from: place.offset, to: place.offset + place.size, places: [place] });
    }
  }
  return runs;
}
