import { show } from "@nn/core/component";
import { scalePoint } from "d3-scale";
import { type Axis, axisOver } from "../history/axis.js";

/** An axis for the values of a setting, whatever they are. */
export interface SettingAxis {
  /** Where a value lies; nowhere for what isn't finite. */
  at(value: unknown): number | undefined;
  readonly ticks: Axis["ticks"];
}

/** From here on numbers above 0 are of different orders of magnitude. */
const ORDERS = 100;

/**
 * The axis of numbers, logarithmic for those of several orders of magnitude, or of other values, each at a place of its
 * own.
 */
export function settingAxis(values: readonly unknown[], range: readonly [from: number, to: number]): SettingAxis {
  const numbers = values.filter((value): value is number => typeof value === "number");
  if (numbers.length === values.length) return axisOfNumbers(numbers.filter(Number.isFinite), range);
  const names = [...new Set(values.map(nameOf))];
  const scale = scalePoint(names, range).padding(0.5);
  const ticks = names.map((name) => ({ at: scale(name) ?? range[0], label: name }));
  return { at: (value) => scale(nameOf(value)), ticks };
}

function axisOfNumbers(numbers: readonly number[], range: readonly [from: number, to: number]): SettingAxis {
  if (numbers.length === 0) return { at: () => undefined, ticks: [] };
  const least = numbers.reduce((one, other) => Math.min(one, other));
  const most = numbers.reduce((one, other) => Math.max(one, other));
  const { at, ticks } = axisOver(numbers, range, least > 0 && most / least >= ORDERS);
  return { at: (value) => (Number.isFinite(value) ? at(value as number) : undefined), ticks };
}

function nameOf(value: unknown): string {
  return typeof value === "string" ? value : show(value);
}
