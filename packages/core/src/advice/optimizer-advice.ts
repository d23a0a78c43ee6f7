import { isRecord, isShape, OptionError, type Shape, show } from "@nn/numerics";
import { isPromise } from "../components/promises.js";
import type { Remembering } from "./advice.js";

/** @throws OptionError for what is no function of the step. */
export function refuseNoSchedule(learningRate: unknown): void {
  if (typeof learningRate === "function") return;
  throw new OptionError(`A learning rate is a number or a function of the step, but got ${show(learningRate)}.`);
}

/** What to do about what a schedule gave, with a space before it. */
export function onRate(given: unknown): string {
  return isPromise(given) ? " A schedule isn't awaited: leave out `async`." : "";
}

/** @throws OptionError for slots and scalars that aren't lists of names, and for shapes that don't plan. */
export function refuseNoNamesOf({ name, slots, scalars = [], shapes }: Remembering): void {
  refuseNoNames(name, "slots", "what it remembers of each parameter", slots);
  refuseNoNames(name, "scalars", "the single numbers that it remembers", scalars);
  if (shapes === undefined || typeof Object(shapes).plan === "function") return;
  throw new OptionError(`The shapes of ${name} must be made by new OwnShapes, but are ${show(shapes)}.`);
}

/** @throws OptionError for shapes that are none, and for those of slots that an optimizer doesn't have. */
export function refuseNoShapes(
  { name, slots }: Remembering,
  list: "slots" | "scratch",
  parameter: string,
  shapes: unknown,
): void {
  const where = `The shapes of ${name}'s ${list} for "${parameter}"`;
  if (!isRecord(shapes))
    throw new OptionError(`${where} must be shapes by names, as in { rows: [3] }, but are ${show(shapes)}.`);
  for (const [key, shape] of Object.entries(shapes)) {
    if (list === "slots" && !slots.includes(key)) {
      throw new OptionError(`${where} name ${show(key)}, which is none of its slots: ${slots.map(show).join(", ")}.`);
    }
    if (!isShape(shape as Shape)) {
      throw new OptionError(`${where} must be shapes, such as [3, 2], but that of ${show(key)} is ${show(shape)}.`);
    }
  }
}

function refuseNoNames(name: string, list: string, what: string, names: readonly string[]): void {
  const isList = Array.isArray(names);
  const at = isList ? names.findIndex((each) => typeof each !== "string") : -1;
  if (isList && at < 0) return;
  const found = isList ? `${list}[${at}] is ${show(names[at])}` : `they are ${show(names)}`;
  throw new OptionError(`The ${list} of ${name} must be the names of ${what}, as in ["m", "v"], but ${found}.`);
}
