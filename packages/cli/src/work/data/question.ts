import type { Loss, Optimizer } from "@nn/core/component";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { tableIn } from "../../configuration/data.js";
import { Complaint } from "../../program/errors/complaint.js";
import { counted, inGuillemets, NBSP, plural } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { type Loaded, numbersOf } from "../network/network.js";
import { trainedAt } from "../run.js";

/** A network and one example of what it is asked. */
export interface Question {
  readonly network: Loaded;
  readonly input: readonly number[];
  /** Missing where only numbers that go in were given. */
  readonly target: readonly number[] | undefined;
  readonly loss: Loss;
  readonly optimizer: Optimizer;
}

/**
 * The example that a command line names: the numbers of `--input` and `--target`, or the row `--row` of the table `--rows`, or else of
 * those that a run is trained on. What a network's file doesn't say of its training is the lab's.
 *
 * @throws Complaint for a row that there isn't, and where none is named.
 */
export async function questionAt(task: Task, typed: string): Promise<Question> {
  const [numbers, file] = [task.text("input"), task.text("rows")];
  const {
    network,
    loss = meanSquaredError,
    optimizer = new SGD({ learningRate: 0.1 }),
    run,
  } = await trainedAt(task, typed);
  const asked = { network, loss, optimizer };
  if (numbers !== undefined) {
    const target = task.text("target");
    return {
      ...asked,
      input: numbersIn("--input", numbers),
      target: target === undefined ? undefined : numbersIn("--target", target),
    };
  }
  const rows = file === undefined ? (await run?.examples())?.training : await tableIn(task.path(file));
  if (rows === undefined || network.pipeline === undefined) throw noExample(network);
  const row = task.number("row") ?? 1;
  if (row > rows.size) {
    throw new Complaint({
      en: `The table has ${counted(rows.size, "row")}, so that there is no row ${row}.`,
      fr: `Le tableau a ${plural(rows.size, "ligne", "lignes")}, donc pas de ligne ${row}.`,
    });
  }
  const { inputs, targets } = numbersOf(network, rows.take([row - 1]), loss);
  return { ...asked, input: inputs[0]!, target: targets[0]! };
}

function noExample({ pipeline }: Loaded): Complaint {
  return pipeline === undefined
    ? new Complaint({
        en: "This network takes numbers: give those of an example, --input 1,0.5 --target 1.",
        fr: `Ce réseau prend des nombres${NBSP}: donnez ceux d’un exemple, --input 1,0.5 --target 1.`,
      })
    : new Complaint({
        en: "A network's file has no rows: give a table with --rows.",
        fr: `Le fichier d’un réseau n’a pas de lignes${NBSP}: donnez un tableau avec --rows.`,
      });
}

function numbersIn(flag: string, text: string): number[] {
  const numbers = text.split(",").map((each) => (each.trim() === "" ? Number.NaN : Number(each)));
  if (numbers.every(Number.isFinite)) return numbers;
  throw new Complaint({
    en: `${flag} must be numbers with commas between them, as in 1,0.5, but is ${JSON.stringify(text)}.`,
    fr: `${flag} doit être des nombres séparés par des virgules, comme 1,0.5, mais est ${inGuillemets(text)}.`,
  });
}
