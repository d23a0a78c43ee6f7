import { sizeOf } from "@nn/core/component";
import { tableIn } from "../../configuration/data.js";
import { counted, NBSP, plural } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { secondsOfStep } from "../step.js";
import { layersOf } from "./layers.js";
import { type Loaded, networkAt } from "./network.js";

/** Prints what a table's columns hold, or the layers of a network, their sizes, and what a pass takes. */
export async function describeFile(task: Task): Promise<void> {
  const [typed] = task.given.operands;
  if (/\.(csv|tsv|jsonl|ndjson)$/i.test(typed!)) {
    const summary = (await tableIn(task.path(typed!))).describe();
    if (task.isJson) task.printJson({ rows: summary.size, columns: summary.columns });
    else task.print(summary.toText(task.language));
    return;
  }
  const network = await networkAt(task, typed!);
  const batch = task.number("batch");
  const seconds = batch && secondsOfStep(network, batch);
  const sizes = { ...sizesOf(network), ...(seconds && { batch, stepSeconds: seconds }) };
  if (task.isJson) {
    task.printJson({ layers: network.stack.places.map(({ layer }) => layer.name), dtype: network.dtype, ...sizes });
    return;
  }
  const { parameters, parameterBytes, exampleBytes } = sizes;
  const count = (bytes: number): string => task.figure(bytes / 1000);
  task.print(layersOf(network, task.language));
  task.print(
    task.say({
      en: `\n${counted(parameters, "parameter")} in ${network.dtype}: ${count(parameterBytes)} kB. A pass takes ${count(exampleBytes)} kB for each example of a batch.`,
      fr: `\n${plural(parameters, "paramètre", "paramètres")} en ${network.dtype}${NBSP}: ${count(parameterBytes)}${NBSP}ko. Une passe prend ${count(exampleBytes)}${NBSP}ko par exemple d’un lot.`,
    }),
  );
  if (seconds === undefined) return;
  const [milliseconds, each] = [task.figure(seconds * 1000), task.figure((seconds * 1e6) / batch!)];
  task.print(
    task.say({
      en: `A training step of ${batch} examples takes ${milliseconds} ms here, ${each} µs an example.`,
      fr: `Un pas d’entraînement de ${batch} exemples prend ici ${milliseconds}${NBSP}ms, ${each}${NBSP}µs par exemple.`,
    }),
  );
}

/** How many numbers a network has, and the memory of those and of what a pass keeps for an example. */
function sizesOf({ stack, dtype }: Loaded): { parameters: number; parameterBytes: number; exampleBytes: number } {
  const bytes = dtype === "float64" ? 8 : 4;
  const kept = stack.allPlaces.flatMap(({ outputShape, saved, scratch }) => [
    outputShape,
    ...Object.values(saved),
    ...Object.values(scratch),
  ]);
  const numbers = kept.reduce((sum, shape) => sum + sizeOf(shape), sizeOf(stack.inputShape));
  return {
    parameters: stack.parameterCount,
    parameterBytes: stack.parameterCount * bytes,
    exampleBytes: numbers * bytes,
  };
}
