import { stat } from "node:fs/promises";
import { dirname, relative } from "node:path";
import { printable } from "@nn/core/component";
import { writeWhole } from "@nn/formats/node";
import { tableIn } from "../../configuration/data.js";
import { nameOf } from "../../configuration/read.js";
import { Complaint, EXIT } from "../../program/complaint.js";
import { unknownName } from "../../program/find.js";
import type { Text } from "../../program/language.js";
import type { Task } from "../../program/task.js";
import { NBSP } from "../../program/typography.js";
import { targetsOf } from "./proposal.js";
import { configurationText } from "./text.js";

const QUESTIONS = {
  table: { en: "Which table is it learnt from?", fr: `De quel tableau apprend-il${NBSP}?` },
  target: { en: "Which column is to be predicted?", fr: `Quelle colonne faut-il prédire${NBSP}?` },
  output: { en: "Where is the configuration to be written?", fr: `Où écrire la configuration${NBSP}?` },
} as const satisfies Record<string, Text>;

/** Writes a configuration for a table: asks for what isn't given, on a terminal, and else takes what is most likely. */
export async function beginConfiguration(task: Task): Promise<void> {
  const file = task.text("table") ?? (await asked(task, "table"));
  if (file === undefined) {
    throw new Complaint({
      en: "nn new needs --table with a file where it can't ask.",
      fr: "nn new a besoin de --table avec un fichier là où il ne peut pas demander.",
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

function canAsk({ system, isJson }: Task): boolean {
  return !isJson && system.stdin.isTTY === true && system.stderr.isTTY === true;
}

async function asked(task: Task, what: "table" | "output", usual?: string): Promise<string | undefined> {
  if (!canAsk(task)) return undefined;
  const { text } = await import("@clack/prompts");
  const answer = await text({
    message: task.say(QUESTIONS[what]),
    output: process.stderr,
    ...(usual && { defaultValue: usual, placeholder: usual }),
  });
  return typeof answer === "string" ? answer : refuse();
}

async function chosen(task: Task, targets: readonly string[]): Promise<string | undefined> {
  if (!canAsk(task) || targets.length === 0) return undefined;
  const { select } = await import("@clack/prompts");
  const options = targets.map((target) => ({ value: target, label: printable(target) }));
  const answer = await select({ message: task.say(QUESTIONS.target), options, output: process.stderr });
  return typeof answer === "string" ? answer : refuse();
}

/** At Ctrl-C, in the place of an answer. */
function refuse(): never {
  throw new Complaint({ en: "Nothing is written.", fr: "Rien n’est écrit." }, EXIT.interrupted);
}
