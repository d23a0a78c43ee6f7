import { metricsOf } from "../configuration/assemble.js";
import { tableIn } from "../configuration/data.js";
import { nameOfFigure } from "../program/printing/figures.js";
import { grid } from "../program/printing/grid.js";
import type { Task } from "../program/task.js";
import { runAt } from "./run.js";

/** Prints the loss and the metrics of a run's network on a table, or on what the run was judged by. */
export async function evaluateRun(task: Task): Promise<void> {
  const [run, file] = task.given.operands;
  const { configuration, network, loss, examples: read } = await runAt(task, run!, task.isOn("best"));
  const examples = file === undefined ? await read() : undefined;
  const rows = examples === undefined ? await tableIn(task.path(file!)) : (examples.validation ?? examples.training);
  const metrics = metricsOf(configuration.training.metrics);
  const figures = network.evaluate(rows, { loss, metrics });
  if (task.isJson) {
    task.printJson({ rows: rows.size, ...figures });
    return;
  }
  const cell = (value: unknown): string => {
    if (typeof value !== "number") return JSON.stringify(value);
    return task.figure(value);
  };
  const lines = Object.entries(figures).map(([name, value]) => [nameOfFigure(name, task.language), cell(value)]);
  task.print(grid([[task.say({ en: "rows", fr: "lignes" }), String(rows.size)], ...lines]));
}
