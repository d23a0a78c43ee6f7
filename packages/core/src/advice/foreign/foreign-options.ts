import { type Asker, OptionError } from "@nn/numerics";
import { nearestName } from "../nearest-name.js";

const REPORTS =
  "Reports come one by one: for await (const report of network.fit(data, options)) console.log(report.loss).";
const STOPPING = "To stop early, leave the loop over the reports: for await (…) if (report.loss < 0.01) break.";
const RATE = "It belongs to the optimizer: { optimizer: new SGD({ learningRate: 0.1 }) }.";

/** Options of `fit` in other libraries, written without capitals and underscores, and how it is done here. */
const DONE_HERE: Readonly<Record<string, string>> = {
  onepochend: REPORTS,
  onepochbegin: REPORTS,
  onbatchend: REPORTS,
  callback: REPORTS,
  callbackperiod: REPORTS,
  verbose: REPORTS,
  log: REPORTS,
  logperiod: "Write { evaluateEvery: 10 } to report every tenth epoch.",
  errorthresh: STOPPING,
  error: STOPPING,
  earlystopping: STOPPING,
  patience: STOPPING,
  timeout: "To stop after a time: { signal: AbortSignal.timeout(1000) }.",
  lr: RATE,
  rate: RATE,
  learningrate: RATE,
  momentum: "It belongs to the optimizer: { optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }) }.",
  iterations: 'Here it is "epochs".',
  maxepochs: 'Here it is "epochs".',
  maxiter: 'Here it is "epochs".',
  nepochs: 'Here it is "epochs".',
  cost: 'Here it is "loss".',
  validationsplit: "Divide the data before, with trainTestSplit of @nn/data, and give one part as { validation }.",
};

/** Options of layers in other libraries, in the same way. */
const NOT_OF_LAYERS: readonly (readonly [names: string, here: string])[] = [
  [
    "units filters inputs inputdim outputdim inputsize hiddensize inchannels outchannels poolsize rate",
    "Sizes and rates are given before the options, without names, as in new Dense(2, 1, { activation: relu }).",
  ],
  ["inputshape", "It belongs to the network: new Sequential(layers, { inputShape: [2] })."],
  ["trainable", "It belongs to the training: fit(data, { frozen: ({ fullName }) => … })."],
  ["dropout recurrentdropout", "Here it is a layer of its own: new Dropout(0.5)."],
  ["dataformat batchfirst", "Here the axes have one order: [height, width, channels] and [steps, inputs]."],
];

/** How an option of another library is written here; `undefined` for any other name. */
export function optionElsewhere(asker: Asker, name: string, known: readonly string[]): string | undefined {
  const key = name.toLowerCase().replaceAll("_", "");
  if (asker === "training") return Object.hasOwn(DONE_HERE, key) ? DONE_HERE[key] : undefined;
  if (key.endsWith("regularizer")) return "It belongs to the training: fit(data, { penalties: [new L2(…)] }).";
  if (nearestName(name, known) !== undefined) return undefined;
  return NOT_OF_LAYERS.find(([names]) => names.split(" ").includes(key))?.[1];
}

/** @throws OptionError for targets in the place of options. */
export function refuseApart(where: string, options: unknown): void {
  const first: unknown = Array.isArray(options) ? options[0] : 0;
  const isData = Array.isArray(options) || ArrayBuffer.isView(options);
  if (!isData || !(typeof first === "number" || Array.isArray(first) || ArrayBuffer.isView(first))) return;
  throw new OptionError(
    `${where} takes inputs and targets together, ${where}({ inputs, targets }, { … }), but got them one after another.`,
  );
}
