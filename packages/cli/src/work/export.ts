import { basename } from "node:path";
import { writeWhole } from "@nn/formats/node";
import type { Task } from "../program/task.js";
import { NBSP } from "../program/typography.js";
import { EXPORTS } from "./exports.js";
import { networkAt } from "./network.js";

/** Writes a network in the form that is asked for. */
export async function exportNetwork(task: Task): Promise<void> {
  const [name, typed] = task.given.operands;
  const form = EXPORTS.find((each) => each.name === name)!;
  const network = await networkAt(task, typed!);
  const output = task.text("output") ?? `network${form.ending}`;
  const files = await form.write(network, basename(output));
  const written: string[] = [];
  for (const [ending, content] of Object.entries(files)) {
    const file = ending === "" ? output : `${output.replace(/\.\w+$/, "")}${ending}`;
    await writeWhole(task.path(file), content);
    written.push(file);
  }
  if (task.isJson) task.printJson({ files: written });
  else task.print(task.say({ en: `Written: ${written.join(", ")}.`, fr: `Écrit${NBSP}: ${written.join(", ")}.` }));
}
