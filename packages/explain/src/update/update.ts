import { frameFor, type Network, type Optimizer, type UpdatedParameter } from "@nn/core/component";
import type { TrainerState } from "@nn/core/types";
import type { Rounding } from "../chain/rounding.js";
import type { Given } from "../explanation/steps.js";
import { titlesOf } from "../explanation/titles.js";
import type { Update } from "../explanation/update.js";
import type { GradientRun } from "../passes/run.js";
import { changedTo } from "./change.js";
import { composed, isAsked, rulesIn } from "./composed.js";
import { linesOf, type Moved, toldBy } from "./rule.js";
import { type Computed, placeOf, watched } from "./watched.js";

/**
 * The optimizer's first update, or the next one of a training. It is given all parameters with all gradients, as in a training, for one that looks at
 * more than one number; the numbers are copies. By hand, the change is rounded, and the parameter to the change's places.
 */
export function updateOf(
  { backend, parameters, stack }: Network,
  optimizer: Optimizer,
  moved: Moved,
  run: GradientRun,
  rounding: Rounding,
  from: TrainerState | undefined,
): Update {
  const { gradients, index, before, gradient } = moved;
  const placed = stack.allPlaces.flatMap((place) => place.parameters);
  const computed: Computed[] = [];
  const length = placed.reduce((sum, { size }) => sum + size, 0);
  // An optimizer with a rule says its lines itself.
  const isRule = optimizer.rule !== undefined;
  const own = isRule
    ? backend
    : watched(backend, index, length, computed, (computation) => isAsked(rules, computation));
  const frame = frameFor(optimizer, placed, own, "float64", from);
  const roles = placed.map(({ role = "weight", ...place }) => ({ ...place, role }));
  const rules = isRule ? [] : rulesIn(optimizer, roles);
  const { value, gradient: derivative } = frame;
  value.set(parameters.block.subarray(0, value.length));
  derivative.set(gradients);
  value[index] = before;
  derivative[index] = gradient;
  frame.step = (from?.step ?? 0) + 1;
  frame.loss = run.loss();
  frame.evaluate = () => run.lossAt(value, derivative);
  const slots = slotsAt(optimizer, frame.parameters, index);
  const remembered = slots().map(({ symbol, value }) => ({ symbol, value: rounding.round(value) }));
  optimizer.update(frame);
  const kept = slots();
  const after = value[index]!;
  const changed = rounding.significantDigits === null ? after : changedTo(before, after, rounding).after;
  const ofRule = toldBy(optimizer, { kept, remembered, step: frame.step, rateScale: from?.rateScale ?? 1 });
  const places = { value: placeOf(value, index), gradient: placeOf(derivative, index) };
  const ofParts = isRule ? undefined : composed(rules, computed, places, moved, after, rounding.round);
  const told = ofParts ?? ofRule;
  // What the rules inside of it remember isn't among its own.
  const inside = ofParts && [...ofParts.remembered.keys()].filter((symbol) => symbol !== "w" && symbol !== "g");
  const valuesIn = (values: ReadonlyMap<string, number>): Given[] | undefined =>
    inside?.map((symbol) => ({ symbol, value: rounding.round(values.get(symbol)!) }));
  const lines = linesOf(told, moved, after, rounding);
  return {
    optimizer: optimizer.name,
    ...titlesOf(optimizer),
    before,
    gradient,
    step: frame.step,
    remembered: valuesIn(told.remembered) ?? remembered,
    settings: told.settings,
    lines,
    slots: valuesIn(told.kept) ?? kept.map(({ symbol, value }) => ({ symbol, value: rounding.round(value) })),
    after: lines.filter(({ symbol }) => symbol === moved.name).at(-1)?.value ?? changed,
  };
}

/** What reads the numbers that are remembered of one number: those of slots with shapes of their own are of no single one. */
function slotsAt(optimizer: Optimizer, parameters: readonly UpdatedParameter[], index: number): () => Given[] {
  const parameter = parameters.find(({ offset, size }) => index < offset + size)!;
  const shaped = optimizer.shapes?.slots?.(parameter) ?? {};
  const symbols = optimizer.slots.filter((slot) => shaped[slot] === undefined);
  return () => symbols.map((symbol) => ({ symbol, value: parameter.slots[symbol]![index - parameter.offset]! }));
}
