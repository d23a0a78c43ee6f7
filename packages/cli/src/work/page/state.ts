import { toFile } from "@nn/formats";
import { meanSquaredError } from "@nn/losses";
import {
  type DataState,
  en,
  fr,
  MOST_COLUMNS,
  MOST_LAYERS,
  MOST_NEURONS,
  type ModelState,
  type NetworkInFile,
  networkIn,
  reduce,
  type State,
  sectionState,
} from "@nn/page";
import { tableIn } from "../../configuration/data.js";
import type { Configuration } from "../../configuration/types.js";
import { Complaint } from "../../program/errors/complaint.js";
import type { Language } from "../../program/language.js";
import { NBSP } from "../../program/printing/typography.js";
import type { Task } from "../../program/task.js";
import { type Trained, trainedAt } from "../run.js";
import { preparedRows, tableFor } from "./rows.js";

/**
 * The state of the workshop that shows the network and the rows of a command line; nothing where it names neither.
 *
 * @throws Complaint for a network that the workshop doesn't show, and for rows that it doesn't take.
 */
export async function stateOf(task: Task): Promise<State | undefined> {
  const [[typed], file] = [task.given.operands, task.text("rows")];
  const begun = stateToBegin(task.language);
  if (typed === undefined) {
    return file === undefined ? undefined : reduce(begun, { kind: "data", change: await tableFor(task, file) });
  }
  const trained = await trainedAt(task, typed);
  // What isn't shown at all needs no rows.
  shownAs(trained, begun.model);
  const data = await dataFor(task, trained, file);
  const state = data === undefined ? begun : reduce(begun, { kind: "data", change: data });
  const { length: count } = state.data.rows;
  const found = shownAs(trained, { ...state.model, ...training(trained.run?.configuration, count) });
  const [taken, given] = [found.model.sizes[0]!, state.data.rows[0]!.features.length];
  if (taken === given) return reduce(state, { kind: "network", ...found });
  if (data === undefined) throw rowsNeeded();
  throw new Complaint({ en: en.otherInputs(taken, given), fr: fr.otherInputs(taken, given) });
}

/** The lab's network before its training, with all numbers of the first step. */
function stateToBegin(language: Language): State {
  const state = sectionState("0.5", language);
  return { ...state, at: { ...state.at, phase: 3 } };
}

/** The rows of a table, or those of a run; those of the lab for a network without a pipeline, which says nothing of any. */
async function dataFor(task: Task, trained: Trained, file: string | undefined): Promise<DataState | undefined> {
  const { network, loss = meanSquaredError, run } = trained;
  if (network.pipeline === undefined) {
    // Its numbers are what the network takes.
    return file === undefined ? undefined : { ...(await tableFor(task, file)), prepare: "none" };
  }
  const rows = file === undefined ? (await run?.examples())?.training : await tableIn(task.path(file));
  if (rows === undefined) throw rowsNeeded();
  return preparedRows(file ?? run!.configuration.data.file, network, rows, loss);
}

/** How a run goes through its rows. */
function training(configuration: Configuration | undefined, rows: number): Partial<ModelState> {
  if (configuration === undefined) return {};
  const { seed = 0, training } = configuration;
  const { batchSize, shuffle = true } = training;
  return { batch: Math.min(batchSize, rows), order: shuffle ? "shuffled" : "fixed", seed: String(seed) };
}

/** @throws Complaint for a network that the workshop doesn't show. */
function shownAs({ network, loss, optimizer }: Trained, model: ModelState): NetworkInFile {
  const file = toFile(network, { ...(loss && { loss }), ...(optimizer && { optimizer }) });
  const found = networkIn(JSON.stringify(file), model);
  if (found !== null) return found;
  const most = [MOST_COLUMNS, MOST_LAYERS, MOST_NEURONS] as const;
  throw new Complaint(networkIn(JSON.stringify(toFile(network)), model) === null ? ofLayers(...most) : OF_TRAINING);
}

const ofLayers = (inputs: number, layers: number, neurons: number) => ({
  en:
    `The workshop doesn't show this network. It shows dense layers with biases: at most ${inputs} inputs, ${layers} hidden layers of ` +
    `${neurons} neurons each, and 1 output, with the activations sigmoid, tanh, relu, softplus and identity.`,
  fr:
    `L’atelier ne montre pas ce réseau. Il montre des couches denses avec biais${NBSP}: au plus ${inputs} entrées, ${layers} couches ` +
    `cachées de ${neurons} neurones, et 1 sortie, avec les activations sigmoid, tanh, relu, softplus et identity.`,
});

const OF_TRAINING = {
  en:
    "The workshop shows this network, but not its training: it has the losses meanSquaredError, binaryCrossEntropy, " +
    "binaryCrossEntropyFromLogits and logCosh, and optimizers whose learning rate stays the same.",
  fr:
    "L’atelier montre ce réseau, mais pas son entraînement\u00a0: il a les pertes meanSquaredError, binaryCrossEntropy, " +
    "binaryCrossEntropyFromLogits et logCosh, et des optimiseurs à taux d’apprentissage constant.",
};

function rowsNeeded(): Complaint {
  return new Complaint({
    en: "This network's file has no rows: give a table with --rows.",
    fr: `Le fichier de ce réseau n’a pas de lignes${NBSP}: donnez un tableau avec --rows.`,
  });
}
