import { english, explain, french, toJson, toText } from "@nn/explain";
import { Complaint } from "../program/errors/complaint.js";
import type { Task } from "../program/task.js";
import { questionAt } from "./data/question.js";

/** Prints where a prediction for an example comes from, or the derivative of the loss of that example by a parameter. */
export async function explainRow(task: Task): Promise<void> {
  const [typed, parameter] = task.given.operands;
  const { network, input, target, loss } = await questionAt(task, typed!);
  if (parameter !== undefined && target === undefined) throw targetNeeded();
  const told =
    parameter === undefined || target === undefined
      ? explain(network, { input })
      : explain(network, { input, target, loss, parameter });
  if (task.isJson) task.printJson(JSON.parse(toJson(told)));
  else task.print(toText(told, { language: task.language === "fr" ? french : english }));
}

/** What a derivative is of is an error. */
export function targetNeeded(): Complaint {
  return new Complaint({
    en: "A derivative needs what is right: give --target with the numbers.",
    fr: "Une dérivée a besoin de la bonne réponse\u00a0: donnez --target avec ses nombres.",
  });
}
