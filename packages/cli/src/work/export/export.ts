import { mkdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeWhole } from "@nn/formats/node";
import type { Task } from "../../program/task.js";
import { NBSP } from "../../program/typography.js";
import { exportedAt } from "./exported.js";
import { EXPORTS } from "./exports.js";

/** Writes a network in the form that is asked for. */
export async function exportNetwork(task: Task): Promise<void> {
  const [name, typed] = task.given.operands;
  const form = EXPORTS.find((each) => each.name === name)!;
  const output = task.text("output") ?? `network${form.ending}`;
  const files = await form.write(exportedAt(task, typed!), basename(output));
  const written: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    const beside = join(dirname(output), file);
    await mkdir(dirname(task.path(beside)), { recursive: true });
    await writeWhole(task.path(beside), content);
    written.push(beside);
  }
  if (task.isJson) task.printJson({ files: written });
  else task.print(task.say({ en: `Written: ${written.join(", ")}.`, fr: `Écrit${NBSP}: ${written.join(", ")}.` }));
}
