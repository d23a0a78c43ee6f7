import { printable } from "@nn/core/component";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import type { Text } from "../../program/language.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Questions } from "../../program/system/system.js";
import type { Task } from "../../program/task.js";

const QUESTIONS = {
  table: { en: "Which table is it learnt from?", fr: `De quel tableau apprend-il${NBSP}?` },
  target: {
    en: "Which column is to be predicted? Arrows choose, Enter confirms.",
    fr: `Quelle colonne faut-il prédire${NBSP}? Les flèches choisissent, Entrée confirme.`,
  },
  output: { en: "Where is the configuration to be written?", fr: `Où écrire la configuration${NBSP}?` },
} as const satisfies Record<string, Text>;

const NEEDED: Text = { en: "A file is needed here.", fr: "Il faut un fichier ici." };

/** What is answered to a question. @returns Nothing where there is no terminal. @throws Complaint at Ctrl-C. */
export async function asked(task: Task, what: "table" | "output", usual?: string): Promise<string | undefined> {
  const terminal = terminalOf(task);
  if (terminal === undefined) return undefined;
  const { text } = await import("@clack/prompts");
  const answer = await text({
    ...terminal,
    message: task.say(QUESTIONS[what]),
    validate: (typed) => (usual === undefined && (typed ?? "").trim() === "" ? task.say(NEEDED) : undefined),
    ...(usual && { defaultValue: usual, placeholder: usual }),
  });
  return typeof answer === "string" ? answer : refuse();
}

/** The column that is chosen of those that could be a target, the likeliest first. @returns Nothing where there is no terminal. @throws Complaint at Ctrl-C. */
export async function chosen(task: Task, targets: readonly string[]): Promise<string | undefined> {
  const terminal = terminalOf(task);
  if (terminal === undefined || targets.length === 0) return undefined;
  const { select } = await import("@clack/prompts");
  const options = targets.map((target) => ({ value: target, label: printable(target) }));
  // Its own instructions are in English alone.
  const answer = await select({ ...terminal, message: task.say(QUESTIONS.target), options, showInstructions: false });
  return typeof answer === "string" ? answer : refuse();
}

/** Programs aren't asked. */
function terminalOf({ system, isJson }: Task): Questions | undefined {
  return isJson ? undefined : system.questions;
}

/** At Ctrl-C, in the place of an answer. */
function refuse(): never {
  throw new Complaint({ en: "Nothing is written.", fr: "Rien n’est écrit." }, EXIT.interrupted);
}
