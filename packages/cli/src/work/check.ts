import type { Loss } from "@nn/core/component";
import { checkGradients, english, french } from "@nn/explain";
import { made } from "../configuration/components.js";
import { examplesOf } from "../configuration/data.js";
import { EXIT } from "../program/complaint.js";
import type { Task } from "../program/task.js";
import { RunFolder } from "../run/folder.js";
import { networkAt } from "./network.js";

const FEW = 8;

/** Prints each parameter's worst derivative beside the one that differences of the loss give. @returns A code for one that is wrong. */
export async function checkRun(task: Task): Promise<number | undefined> {
  const [run] = task.given.operands;
  const folder = new RunFolder(task.path(run!));
  const configuration = await folder.configuration();
  const network = await networkAt(task, run!);
  const { training } = await examplesOf(configuration, await folder.configurationPath());
  const count = Math.min(task.number("examples") ?? FEW, training.size);
  const loss = made<Loss>(configuration.training.loss, "training.loss");
  const rows = training.take(Array.from({ length: count }, (_, i) => i));
  const data = network.pipeline!.data(rows, [network.pipeline!.outputSize]);
  const checked = checkGradients(network, data, loss);
  if (task.isJson) task.printJson({ agrees: checked.agrees, suspect: checked.suspect, parameters: checked.parameters });
  else task.print(checked.table({ language: task.language === "fr" ? french : english }));
  return checked.agrees ? undefined : EXIT.ourFault;
}
