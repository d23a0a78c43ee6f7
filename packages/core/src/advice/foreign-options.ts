import { OptionError } from "@nn/numerics";

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

/** How an option of another library's `fit` is written here; `undefined` for any other name. */
export function fitElsewhere(where: string, name: string): string | undefined {
  const key = name.toLowerCase().replaceAll("_", "");
  return where === "fit" && Object.hasOwn(DONE_HERE, key) ? DONE_HERE[key] : undefined;
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
