import { grid } from "../../program/printing/grid.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { curvesOf } from "./curve.js";
import { distances, norm } from "./distance.js";
import { sidesOf } from "./side.js";

/** A setting or a figure, as each side has it. */
interface Difference {
  readonly name: string;
  readonly values: readonly [unknown, unknown];
}

/** Prints the settings in which two runs or network files differ, their last figures, the curves of their losses, and how far their weights are from each other. */
export async function compareNetworks(task: Task): Promise<void> {
  const names = task.given.operands as readonly [string, string];
  const [one, other] = await sidesOf(task, names);
  const settings = differences(leaves(one.settings), leaves(other.settings), true);
  const figures = differences(leaves(one.reports.at(-1) ?? {}), leaves(other.reports.at(-1) ?? {}), false);
  const losses = [one, other].map(({ reports }) => reports.map(({ loss }) => loss)) as [number[], number[]];
  const parameters = distances(one.network, other.network);
  if (task.isJson) {
    const distance = parameters && norm(Object.values(parameters));
    task.printJson({ settings, figures, losses, parameters, distance });
    return;
  }
  const cell = (value: unknown): string => {
    if (typeof value !== "number") return value === undefined ? "–" : String(value);
    return task.figure(value);
  };
  const curves = curvesOf(losses);
  const rows = [
    ...[...settings, ...figures].map(({ name, values }) => [name, ...values.map(cell)]),
    ...(curves === undefined ? [] : [[task.say({ en: "loss by epoch", fr: "perte par époque" }), ...curves]]),
  ];
  if (rows.length > 0) task.print(grid([["", ...names], ...rows]));
  task.print(apart(task, parameters));
}

/** How far the weights are from each other, in a sentence. */
function apart(task: Task, parameters: Readonly<Record<string, number>> | undefined): string {
  if (parameters === undefined) {
    return task.say({ en: "Their weights are of other shapes.", fr: "Leurs poids ont d’autres formes." });
  }
  const text = task.figure(norm(Object.values(parameters)));
  const [furthest] = Object.entries(parameters).sort(([, a], [, b]) => b - a);
  if (furthest === undefined || furthest[1] === 0) {
    return task.say({ en: `Distance of the weights: ${text}.`, fr: `Distance des poids${NBSP}: ${text}.` });
  }
  const [name, distance] = [furthest[0], task.figure(furthest[1])];
  return task.say({
    en: `Distance of the weights: ${text}, most of all in ${name}: ${distance}.`,
    fr: `Distance des poids${NBSP}: ${text}, surtout dans ${name}${NBSP}: ${distance}.`,
  });
}

/** All that isn't an object, by its path: `training.epochs`. */
function leaves(value: unknown, path = ""): Map<string, unknown> {
  if (typeof value !== "object" || value === null) return new Map([[path, value]]);
  return new Map(
    Object.entries(value).flatMap(([name, each]) => [...leaves(each, path === "" ? name : `${path}.${name}`)]),
  );
}

function differences(one: Map<string, unknown>, other: Map<string, unknown>, isOnly: boolean): Difference[] {
  const names = [...new Set([...one.keys(), ...other.keys()])];
  const all = names.map((name): Difference => ({ name, values: [one.get(name), other.get(name)] }));
  return isOnly ? all.filter(({ values: [a, b] }) => a !== b) : all;
}
