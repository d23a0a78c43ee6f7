import type { EpochReport } from "@nn/core";
import { grid } from "../program/grid.js";
import type { Task } from "../program/task.js";
import { RunFolder } from "../run/folder.js";
import { type Loaded, networkAt } from "./network.js";

/** A setting or a figure, as each run has it. */
interface Difference {
  readonly name: string;
  readonly values: readonly [unknown, unknown];
}

/** Prints the settings in which two runs differ, their last figures, and how far their weights are from each other. */
export async function compareRuns(task: Task): Promise<void> {
  const names = task.given.operands;
  const folders = names.map((name) => new RunFolder(task.path(name)));
  const [first, second] = await Promise.all(folders.map((folder) => folder.configuration()));
  const [one, other] = await Promise.all(folders.map(async (folder) => lastOf(await folder.reports())));
  const [network, another] = [await networkAt(task, names[0]!), await networkAt(task, names[1]!)];
  const settings = differences(leaves(first), leaves(second), true);
  const figures = differences(leaves(one), leaves(other), false);
  const distance = distanceOf(network, another);
  if (task.isJson) {
    task.printJson({ settings, figures, distance });
    return;
  }
  const cell = (value: unknown): string => {
    if (typeof value !== "number") return value === undefined ? "–" : String(value);
    return task.figure(value);
  };
  const rows = [...settings, ...figures].map(({ name, values }) => [name, ...values.map(cell)]);
  task.print(grid([["", ...names], ...rows]));
  const text = cell(distance);
  task.print(
    distance === undefined
      ? task.say({ en: "Their weights are of other shapes.", fr: "Leurs poids ont d’autres formes." })
      : task.say({ en: `Distance of the weights: ${text}.`, fr: `Distance des poids\u00a0: ${text}.` }),
  );
}

function lastOf(reports: readonly EpochReport[]): object {
  return reports.at(-1) ?? {};
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

/** The Euclidean distance of all parameters; nothing where they don't pair up. */
function distanceOf(network: Loaded, other: Loaded): number | undefined {
  const [a, b] = [network.getParameters(), other.getParameters()] as Record<string, number[]>[];
  const names = Object.keys(a!);
  const fits = names.length === Object.keys(b!).length && names.every((name) => a![name]!.length === b![name]?.length);
  if (!fits) return undefined;
  const squares = names.flatMap((name) => a![name]!.map((value, i) => (value - b![name]![i]!) ** 2));
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0));
}
