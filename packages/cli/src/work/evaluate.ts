import type { Loss } from "@nn/core/component";
import { metricsOf } from "../configuration/assemble.js";
import { made } from "../configuration/components.js";
import { examplesOf, tableIn } from "../configuration/data.js";
import { grid } from "../program/grid.js";
import type { Task } from "../program/task.js";
import { withComma } from "../program/typography.js";
import { RunFolder } from "../run/folder.js";
import { short } from "../run/progress.js";
import { networkAt } from "./network.js";

/** Prints the loss and the metrics of a run's network on a table, or on what the run was judged by. */
export async function evaluateRun(task: Task): Promise<void> {
  const [run, file] = task.given.operands;
  const folder = new RunFolder(task.path(run!));
  const configuration = await folder.configuration();
  const network = await networkAt(task, run!, task.isOn("best"));
  const examples = file === undefined ? await examplesOf(configuration, await folder.configurationPath()) : undefined;
  const rows = examples === undefined ? await tableIn(task.path(file!)) : (examples.validation ?? examples.training);
  const loss = made<Loss>(configuration.training.loss, "training.loss");
  const metrics = metricsOf(configuration.training.metrics);
  const figures = network.evaluate(rows as never, { loss, metrics }) as unknown as Record<string, unknown>;
  if (task.isJson) {
    task.printJson({ rows: rows.size, ...figures });
    return;
  }
  const cell = (value: unknown): string => {
    if (typeof value !== "number") return JSON.stringify(value);
    return task.say({ en: short(value), fr: withComma(short(value)) });
  };
  const lines = Object.entries(figures).map(([name, value]) => [
    name === "loss" ? task.say({ en: "loss", fr: "perte" }) : name,
    cell(value),
  ]);
  task.print(grid([[task.say({ en: "rows", fr: "lignes" }), String(rows.size)], ...lines]));
}
