import { readWhole, save } from "@nn/formats/node";
import type { Task } from "../program/task.js";
import { NBSP } from "../program/typography.js";
import { IMPORTS } from "./imports.js";

/** Reads a network of another library, and writes it as one of ours. */
export async function importNetwork(task: Task): Promise<void> {
  const [name, file] = task.given.operands;
  const library = IMPORTS.find((each) => each.name === name)!;
  const network = await library.read(await readWhole(task.path(file!)));
  const output = task.text("output") ?? "network.json";
  await save(network, task.path(output));
  if (task.isJson) task.printJson({ files: [output] });
  else {
    task.print(task.say({ en: `Written: ${output}.`, fr: `Écrit${NBSP}: ${output}.` }));
    task.print(network.summary());
  }
}
