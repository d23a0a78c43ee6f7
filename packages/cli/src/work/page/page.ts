import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { writeWhole } from "@nn/formats/node";
import { fromLink, type State, toLink, withLink } from "@nn/page";
import { Complaint, EXIT } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { workshopFile } from "./file.js";
import { stateOf } from "./state.js";

/** Writes the workshop as one file that needs no server, with the network and the rows that a command line names. */
export async function writePage(task: Task): Promise<void> {
  const output = task.text("output") ?? "workshop.html";
  const path = task.path(output);
  const state = await stateOf(task);
  const link = state === undefined ? undefined : await linkTo(state);
  const page = await workshopFile();
  await writeWhole(path, link === undefined ? page : withLink(page, link));
  const address = pathToFileURL(resolve(path)).href;
  if (task.isJson) task.printJson({ files: [output], address, link: link ?? null });
  else {
    task.print(
      task.say({
        en: `Written: ${output}. A browser opens it: ${address}`,
        fr: `Écrit${NBSP}: ${output}. Un navigateur l’ouvre${NBSP}: ${address}`,
      }),
    );
  }
  if (task.isOn("open")) await open(task, address);
}

/** What the workshop's address ends in to lead to a state. @throws Complaint for one that the page wouldn't take. */
async function linkTo(state: State): Promise<string> {
  const link = await toLink(state);
  if ((await fromLink(link, state.look.language)) !== null) return link;
  throw new Complaint(
    {
      en: "These rows are more than the workshop takes. Give it fewer, with --rows.",
      fr: `Ces lignes sont trop pour l’atelier${NBSP}: donnez-lui en moins, avec --rows.`,
    },
    EXIT.badData,
  );
}

async function open(task: Task, address: string): Promise<void> {
  try {
    await task.system.open(address);
  } catch {
    task.tell({
      en: "No browser could be started. Open that address in one.",
      fr: "Aucun navigateur n’a pu être ouvert. Ouvrez vous-même cette adresse.",
    });
  }
}
