import { mkdir, readdir } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { writeWhole } from "@nn/formats/node";
import { Complaint } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { exportedAt } from "./exported.js";
import { EXPORTS } from "./exports.js";

/** Writes a network in the form that is asked for. */
export async function exportNetwork(task: Task): Promise<void> {
  const [name, typed] = task.given.operands;
  const form = EXPORTS.find((each) => each.name === name)!;
  const output = task.text("output") ?? `network${form.ending}`;
  const files = await form.write(exportedAt(task, typed!), basename(output));
  if (form.isPackage) await refuseOther(task, output);
  const written: string[] = [];
  for (const [file, content] of Object.entries(files)) {
    const beside = join(dirname(output), file);
    // A folder that can't be made is told by the file that can't be written there.
    await mkdir(dirname(task.path(beside)), { recursive: true }).catch(() => {});
    await writeWhole(task.path(beside), content);
    written.push(beside);
  }
  const shown = form.isPackage ? output : written.join(", ");
  if (task.isJson) task.printJson({ files: written });
  else task.print(task.say({ en: `Written: ${shown}.`, fr: `Écrit${NBSP}: ${shown}.` }));
}

/** @throws Complaint for a folder that holds another package than such an export. */
async function refuseOther(task: Task, folder: string): Promise<void> {
  const names: readonly string[] = await readdir(task.path(folder)).catch(() => []);
  if (!names.includes("package.json") || names.includes("openapi.json")) return;
  throw new Complaint({
    en: `${folder} holds another package, whose files would be written over. Name another folder with --output.`,
    fr: `${folder} contient un autre paquet, dont les fichiers seraient remplacés. Nommez un autre dossier avec --output.`,
  });
}
