import type { Dataset, FitOptions } from "@nn/core";
import type { Layer, LearningRate, Loss } from "@nn/core/component";
import { meanSquaredError } from "@nn/losses";
import { dataOf, type Kind } from "./kinds.js";

/** Counts moments, and says when the chosen one has come. */
export class Moment {
  #left: number;

  constructor(moment: number) {
    this.#left = moment;
  }

  get isNow(): boolean {
    return this.#left-- === 0;
  }

  /** Throws when it has come. */
  pass(): void {
    if (this.isNow) throw new Error("a user's mistake");
  }
}

/** What a training is given so that it ends at a moment. */
export interface Way {
  readonly layers?: (layers: Layer[], moment: Moment) => Layer[];
  readonly rate?: (moment: Moment) => LearningRate;
  readonly data?: (moment: Moment, kind: Kind) => Dataset;
  readonly options?: (moment: Moment, optimizer: { learningRate: LearningRate }) => Partial<FitOptions>;
}

/** Has a layer do something before or after one of its passes. */
const around = (
  layers: Layer[],
  at: number,
  pass: "forward" | "backward",
  doIt: Partial<Record<"before" | "after", () => void>>,
) => {
  const layer = layers[at]!;
  const own = (name: "forward" | "backward") => ({
    value: (frame: never): void => {
      if (name === pass) doIt.before?.();
      layer[name](frame);
      if (name === pass) doIt.after?.();
    },
  });
  layers[at] = Object.create(layer, { forward: own("forward"), backward: own("backward") }) as Layer;
  return layers;
};

const before = (layers: Layer[], at: number, pass: "forward" | "backward", moment: Moment): Layer[] =>
  around(layers, at, pass, { before: () => moment.pass() });

const behind = (layers: Layer[], at: number, pass: "forward" | "backward", moment: Moment): Layer[] =>
  around(layers, at, pass, { after: () => moment.pass() });

const square = (moment: Moment, method: "value" | "gradient"): Loss => ({
  name: meanSquaredError.name,
  value: (frame) => {
    if (method === "value") moment.pass();
    meanSquaredError.value(frame);
  },
  gradient: (frame) => {
    if (method === "gradient") moment.pass();
    meanSquaredError.gradient(frame);
  },
});

/** The rule that has a learning rate, whatever is around it, or in it. */
function rated(optimizer: { learningRate?: LearningRate }): { learningRate?: LearningRate } {
  const { optimizer: inner } = optimizer as { optimizer?: { learningRate: LearningRate } };
  return inner === undefined || optimizer.learningRate !== undefined ? optimizer : rated(inner);
}

const last = (layers: Layer[]): number => layers.length - 1;

export const ways: Readonly<Record<string, Way>> = {
  "a signal that aborts": {
    options: (moment) => ({
      signal: {
        get aborted() {
          return moment.isNow;
        },
      },
    }),
  },
  "an error before a forward pass": {
    layers: (layers, moment) => before(layers, last(layers), "forward", moment),
  },
  "an error after a forward pass": { layers: (layers, moment) => behind(layers, 1, "forward", moment) },
  "an error before a backward pass": { layers: (layers, moment) => before(layers, 1, "backward", moment) },
  "an error after the last backward pass": {
    layers: (layers, moment) => behind(layers, 0, "backward", moment),
  },
  "an error in a loss's value": { options: (moment) => ({ loss: square(moment, "value") }) },
  "an error in a loss's gradient": { options: (moment) => ({ loss: square(moment, "gradient") }) },
  "an error in a schedule": {
    rate: (moment) => () => {
      moment.pass();
      return 0.05;
    },
  },
  "an error in a data set": { data: (moment, kind) => dataOf(kind, () => moment.pass()) },
  "an error in a callback": {
    options: (moment) => ({
      callbacks: [{ name: "wrong", stepped: () => moment.pass(), reported: async () => moment.pass() }],
    }),
  },
  "the sentence of a callback": {
    options: (moment) => ({ callbacks: [{ name: "enough", stepped: () => (moment.isNow ? "enough" : undefined) }] }),
  },
  "a loss that isn't finite": {
    data: (moment, kind) =>
      dataOf(kind, (_, t) => {
        if (moment.isNow) t[0] = kind.dtype === "float64" ? 1e200 : 1e38;
      }),
  },
  "a schedule that gives no finite number": {
    rate: (moment) => () => (moment.isNow ? Number.POSITIVE_INFINITY : 0.05),
  },
  "parameters that aren't finite": {
    options: (moment, optimizer) => ({
      callbacks: [
        {
          name: "set",
          stepped: () => {
            if (moment.isNow) rated(optimizer).learningRate = Number.POSITIVE_INFINITY;
          },
        },
      ],
    }),
  },
};
