import { type FloatArray, isRecord, OptionError, positiveInteger, show } from "@nn/numerics";
import { checkOptimizer } from "../../contracts/learning-rate.js";
import type { Optimizer, Part, PartsOf } from "../../contracts/optimizer.js";
import { type Copied, FramePart } from "./frame-part.js";
import {
  chosenBy,
  lengthOf,
  moved,
  type OwnFrame,
  type ParameterPlace,
  type PartsPlan,
  type PlanNames,
  type PlannedParts,
  planUpdate,
  type UpdateMemory,
  type UpdatePlan,
} from "./update-frame.js";

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
  plan(around: Optimizer, places: readonly ParameterPlace[], names: PlanNames): PartsPlan {
    const entries = Object.entries<Part>(this.byName);
    const planned = entries.map(([name, part]) => planPart(around, name, part, places, names));
    const hasOthers = entries.length > 1;
    const keeps = ({ plans }: PartPlan): boolean => hasOthers && plans.some((plan) => plan.evaluates);
    const length = lengthOf(places);
    const plans = planned.flatMap((part) => part.plans);
    return {
      evaluates: plans.some((plan) => plan.evaluates),
      lengths: plans.flatMap((plan) => plan.lengths),
      copies: planned.flatMap((part) => [
        ...(keeps(part) ? [length] : []),
        ...part.plans.flatMap(({ length, copies }) => (part.isGathered ? [length, length, ...copies] : copies)),
      ]),
      scalarCount: plans.reduce((sum, plan) => sum + plan.scalarCount, 0),
      parts: (outer, memory) =>
        Object.fromEntries(
          planned.map((part) => {
            const kept = keeps(part) ? memory.copies.shift() : undefined;
            return [part.name, part.part(outer, memory, kept)] as const;
          }),
        ),
    };
  }
}

interface PartPlan {
  readonly name: string;
  /** One for each run of neighbours, or one for all parameters where the rule needs them together. */
  readonly plans: readonly UpdatePlan[];
  readonly isGathered: boolean;
  /** @param kept - Where the gradient is kept for the other parts, if this one changes it. */
  part(outer: OwnFrame, memory: UpdateMemory, kept: FloatArray | undefined): FramePart;
}

function planPart(
  around: Optimizer,
  name: string,
  { optimizer, of, gradient, every = 1 }: Part,
  places: readonly ParameterPlace[],
  names: PlanNames,
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
  const end = name === "" ? "" : `${name}.`;
  const [own, shared] = [names.path + end, names.shared + end];
  const plans = together.map((each, i) => {
    const path = together.length > 1 ? `${own}${i}.` : own;
    return planUpdate(optimizer, each, { ...names, path, shared });
  });
  const asks = plans.some((plan) => plan.evaluates);
  if (asks && gradient !== undefined) {
    throw new OptionError(
      `${where} is ${optimizer.name}, which evaluates the loss and needs its own gradient, but is given "${gradient}". Give it to the trainer without ${around.kind ?? around.name}.`,
    );
  }
  return {
    name,
    plans,
    isGathered,
    part(outer, memory, kept) {
      const from = gradient === undefined ? outer.gradient : outer.slots[gradient]!;
      const views = runs.map(
        (run) => [outer.value.subarray(run.from, run.to), from.subarray(run.from, run.to)] as const,
      );
      if (!isGathered) {
        const frames = plans.map((plan, i) => plan.frame(outer.kernels, ...views[i]!, memory));
        return new FramePart(optimizer, outer, frames, every, [], [], asks, kept);
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
        kept,
      );
    },
  };
}

function isPart(part: unknown): boolean {
  const { of, gradient } = Object(part) as { readonly of?: unknown; readonly gradient?: unknown };
  const isChosen = of === undefined || typeof of === "function";
  return isRecord(part) && isChosen && (gradient === undefined || typeof gradient === "string");
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
