import { dirname, join } from "node:path";
import { readWhole, save } from "@nn/formats/node";
import { Complaint } from "../../program/errors/complaint.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { layersOf } from "../network/layers.js";
import { networkAt } from "../network/network.js";
import { IMPORTS, type Import } from "./imports.js";

/** Reads a network of another library, and writes it as one of ours. */
export async function importNetwork(task: Task): Promise<void> {
  const [name, file] = task.given.operands;
  const library = IMPORTS.find((each) => each.name === name)!;
  const named = task.text("network");
  checkNamed(library, named);
  const path = task.path(file!);
  const network = await library.read({
    bytes: await readWhole(path),
    beside: (other) => readWhole(join(dirname(path), other)),
    network: () => networkAt(task, named!),
  });
  const output = task.text("output") ?? "network.json";
  await save(network, task.path(output));
  if (task.isJson) task.printJson({ files: [output] });
  else {
    task.print(task.say({ en: `Written: ${output}.`, fr: `Écrit${NBSP}: ${output}.` }));
    task.print(layersOf(network, task.language));
  }
}

/** @throws Complaint for weights without their network, and for a network that no weights need. */
function checkNamed({ name, needsNetwork }: Import, named: string | undefined): void {
  if ((needsNetwork === true) === (named !== undefined)) return;
  throw new Complaint(
    needsNetwork
      ? {
          en: `A file of ${name} has weights alone: give the network that they are of, --network FILE.`,
          fr: `Un fichier ${name} n’a que des poids${NBSP}: donnez leur réseau, --network FICHIER.`,
        }
      : {
          en: `A file of ${name} has its own network: leave --network out.`,
          fr: `Un fichier ${name} a son propre réseau${NBSP}: ôtez --network.`,
        },
  );
}
