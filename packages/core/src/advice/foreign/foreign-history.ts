import { OptionError } from "@nn/numerics";

const LAST = "history.reports.at(-1).loss is the last loss";

/** What is asked of the histories of other libraries, and where it is here. */
const FOUND_HERE: Readonly<Record<string, string>> = {
  history: `history.reports.map((report) => report.loss) lists the losses, and ${LAST}`,
  loss: LAST,
  error: LAST,
  iterations: "history.epochs is how many epochs were trained",
};

/** Made once, as the engine then gives all histories one form. */
const FOREIGN: PropertyDescriptorMap = /* @__PURE__ */ refusals(
  Object.keys(FOUND_HERE),
  (name) => `A history has no ${name}: ${FOUND_HERE[name]}.`,
);

/**
 * Lets a history answer in a sentence where it would say `undefined`, and a program go on with that. What is added is not
 * listed, compared, copied or saved, and is not in the types.
 */
export function refuseForeignNames<History extends object>(history: History): History {
  return Object.defineProperties(history, FOREIGN);
}

/** What a history has, here and in other libraries, and a training that isn't over doesn't. */
const EARLY: PropertyDescriptorMap = /* @__PURE__ */ refusals(
  ["reports", "stopped", "warnings", "history", "loss"],
  (name) =>
    `The training isn't over, so it has no ${name} yet. Wait for its history, const history = await network.fit(…): ` +
    "history.reports.at(-1) has the last loss.",
);

/** Lets trainings answer in a sentence to those who forgot to await a history. @param trainings - What all inherit from. */
export function refuseEarly(trainings: object): void {
  if (!Object.hasOwn(trainings, "history")) Object.defineProperties(trainings, EARLY);
}

/** Properties that throw a sentence. */
function refusals(names: readonly string[], sentence: (name: string) => string): PropertyDescriptorMap {
  const refusal = (name: string) => ({
    get: (): never => {
      throw new OptionError(sentence(name));
    },
  });
  return Object.fromEntries(names.map((name) => [name, refusal(name)]));
}
