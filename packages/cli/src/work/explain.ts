import { english, explain, french, toJson, toText } from "@nn/explain";
import { Complaint } from "../program/complaint.js";
import type { Task } from "../program/task.js";
import { numbersOf } from "./network.js";
import { runAt } from "./run.js";

/** Prints where a prediction for a row comes from, or the derivative of the loss of that row by a parameter. */
export async function explainRow(task: Task): Promise<void> {
  const [run, parameter] = task.given.operands;
  const { network, loss, examples } = await runAt(task, run!);
  const { training } = await examples();
  const row = task.number("row") ?? 1;
  if (row > training.size) {
    throw new Complaint({
      en: `The run is trained on ${training.size} rows, so that there is no row ${row}.`,
      fr: `L’entraînement a ${training.size} lignes, il n’y a donc pas de ligne ${row}.`,
    });
  }
  const { inputs, targets } = numbersOf(network, training.take([row - 1]), loss) as {
    readonly inputs: readonly number[][];
    readonly targets: readonly number[][];
  };
  const input = inputs[0]!;
  const told =
    parameter === undefined
      ? explain(network, { input })
      : explain(network, { input, target: targets[0]!, loss, parameter });
  if (task.isJson) task.printJson(JSON.parse(toJson(told)));
  else task.print(toText(told, { language: task.language === "fr" ? french : english }));
}
