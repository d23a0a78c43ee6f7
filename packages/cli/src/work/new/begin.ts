import { stat } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { printable } from "@nn/core/component";
import { writeWhole } from "@nn/formats/node";
import { tableIn } from "../../configuration/data.js";
import { nameOf } from "../../configuration/read.js";
import { Complaint } from "../../program/errors/complaint.js";
import { unknownName } from "../../program/find.js";
import type { Task } from "../../program/task.js";
import { asked, chosen } from "./ask.js";
import { targetsOf } from "./proposal.js";
import { configurationText } from "./text.js";

/** Writes a configuration for a table: asks for what isn't given, on a terminal, and else takes what is most likely. */
export async function beginConfiguration(task: Task): Promise<void> {
  const file = task.given.operands[0] ?? (await asked(task, "table"));
  if (file === undefined) {
    throw new Complaint({
      en: "nn new needs TABLE, a file, where it can't ask.",
      fr: "nn new a besoin de TABLEAU, un fichier, là où elle ne peut pas demander.",
    });
  }
  const path = task.path(file);
  const summary = (await tableIn(path)).describe();
  const columns = summary.columns.map(({ column }) => column);
  const targets = targetsOf(summary);
  const target = task.text("target") ?? (await chosen(task, targets)) ?? targets[0];
  if (target === undefined || !columns.includes(target)) {
    throw unknownName({ en: "The table has no column", fr: "Le tableau n’a pas de colonne" }, target ?? "", columns);
  }
  const usual = `${nameOf(file)}.jsonc`;
  const output = task.text("output") ?? (await asked(task, "output", usual)) ?? usual;
  const written = task.path(output);
  if (await stat(written).catch(() => undefined)) {
    throw new Complaint({
      en: `${printable(output)} exists. Give another name with --output.`,
      fr: `${printable(output)} existe déjà. Donnez un autre nom avec --output.`,
    });
  }
  const named = relative(dirname(written), path).replaceAll("\\", "/");
  await writeWhole(written, configurationText(named, summary, target, task.language));
  if (task.isJson) task.printJson({ configuration: output, target });
  else {
    task.print(
      task.say({
        en: `${output} is written. nn train ${output} trains the network.`,
        fr: `${output} est écrit. nn train ${output} entraîne le réseau.`,
      }),
    );
  }
}
