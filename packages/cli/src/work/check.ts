import { checkGradients, english, french } from "@nn/explain";
import { EXIT } from "../program/complaint.js";
import type { Task } from "../program/task.js";
import { runAt } from "./run.js";

const FEW = 8;

/** Prints each parameter's worst derivative beside the one that differences of the loss give. @returns A code for one that is wrong. */
export async function checkRun(task: Task): Promise<number | undefined> {
  const [run] = task.given.operands;
  const { network, loss, examples } = await runAt(task, run!);
  const { training } = await examples();
  const count = Math.min(task.number("examples") ?? FEW, training.size);
  const rows = training.take(Array.from({ length: count }, (_, i) => i));
  const data = network.pipeline!.data(rows, [network.pipeline!.outputSize]);
  const checked = checkGradients(network, data, loss);
  if (task.isJson) task.printJson({ agrees: checked.agrees, suspect: checked.suspect, parameters: checked.parameters });
  else task.print(checked.table({ language: task.language === "fr" ? french : english }));
  return checked.agrees ? undefined : EXIT.ourFault;
}
