import { OptionError } from "@nn/numerics";

const LAST = "history.reports.at(-1).loss is the last loss";

/** What is asked of the histories of other libraries, and where it is here. */
const FOUND_HERE: Readonly<Record<string, string>> = {
  history: `history.reports.map((report) => report.loss) lists the losses, and ${LAST}`,
  loss: LAST,
  error: LAST,
  iterations: "history.epochs is how many epochs were trained",
};

/** The same functions for all: with new ones for each object, the engine would make a hidden class for each as well. */
const REFUSED_OF_HISTORIES: PropertyDescriptorMap = /* @__PURE__ */ Object.fromEntries(
  Object.entries(FOUND_HERE).map(([name, here]) => [
    name,
    {
      get: (): never => {
        throw new OptionError(`A history has no ${name}: ${here}.`);
      },
    },
  ]),
);

/**
 * Lets a history answer in a sentence where it would say `undefined`, and a program go on with that. What is added is not
 * listed, compared, copied or saved, and is not in the types.
 */
export function refuseForeignNames<History extends object>(history: History): History {
  return Object.defineProperties(history, REFUSED_OF_HISTORIES);
}

/** What a history has, here and in other libraries, and a training that isn't over doesn't. */
const NOT_YET = ["reports", "stopped", "warnings", "history", "loss"];

const REFUSED_OF_TRAININGS: PropertyDescriptorMap = /* @__PURE__ */ Object.fromEntries(
  NOT_YET.map((name) => [
    name,
    {
      get: (): never => {
        throw new OptionError(
          `The training isn't over, so there is no ${name} yet. Wait for its history, const history = await network.fit(…): ` +
            "history.reports.at(-1) has the last loss.",
        );
      },
    },
  ]),
);

/** Lets a training answer in a sentence to those who forgot to await its history. */
export function refuseEarly(training: object): void {
  Object.defineProperties(training, REFUSED_OF_TRAININGS);
}
