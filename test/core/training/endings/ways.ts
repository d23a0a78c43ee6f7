import type { Data, Dataset, FitOptions } from "@nn/core";
import type { FloatArray, Layer, LearningRate, Loss } from "@nn/core/component";
import { meanSquaredError } from "@nn/losses";
import { EXAMPLES, inputs, targets } from "./kinds.js";

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
  readonly data?: (moment: Moment) => Data;
  readonly options?: (moment: Moment, optimizer: { learningRate: LearningRate }) => Partial<FitOptions>;
}

/** A layer that does something before one of its passes. */
const before = (layers: Layer[], at: number, pass: "forward" | "backward", doIt: () => void): Layer[] => {
  const layer = layers[at]!;
  const own = (frame: never): void => {
    doIt();
    layer[pass](frame);
  };
  layers[at] = Object.create(layer, { [pass]: { value: own } }) as Layer;
  return layers;
};

/** The same with what it has written. */
const behind = (layers: Layer[], at: number, pass: "forward" | "backward", doIt: () => void): Layer[] => {
  const layer = layers[at]!;
  const own = (frame: never): void => {
    layer[pass](frame);
    doIt();
  };
  layers[at] = Object.create(layer, { [pass]: { value: own } }) as Layer;
  return layers;
};

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

/** The same examples, some of them much larger from a moment on. */
const dataWith = (change: (inputs: FloatArray, targets: FloatArray) => void): Dataset => ({
  size: EXAMPLES,
  inputShape: [2],
  targetShape: [1],
  read(x, t, rows, from, to) {
    for (let i = 0; i < to - from; i++) {
      x.set(inputs[rows[from + i]!]!, 2 * i);
      t[i] = targets[rows[from + i]!]!;
    }
    change(x, t);
  },
});

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
    layers: (layers, moment) => before(layers, last(layers), "forward", () => moment.pass()),
  },
  "an error after a forward pass": { layers: (layers, moment) => behind(layers, 1, "forward", () => moment.pass()) },
  "an error before a backward pass": { layers: (layers, moment) => before(layers, 1, "backward", () => moment.pass()) },
  "an error after the last backward pass": {
    layers: (layers, moment) => behind(layers, 0, "backward", () => moment.pass()),
  },
  "an error in a loss's value": { options: (moment) => ({ loss: square(moment, "value") }) },
  "an error in a loss's gradient": { options: (moment) => ({ loss: square(moment, "gradient") }) },
  "an error in a schedule": {
    rate: (moment) => () => {
      moment.pass();
      return 0.05;
    },
  },
  "an error in a data set": { data: (moment) => dataWith(() => moment.pass()) },
  "an error in a callback": {
    options: (moment) => ({
      callbacks: [{ name: "wrong", stepped: () => moment.pass(), reported: async () => moment.pass() }],
    }),
  },
  "the sentence of a callback": {
    options: (moment) => ({ callbacks: [{ name: "enough", stepped: () => (moment.isNow ? "enough" : undefined) }] }),
  },
  "a loss that isn't finite": {
    data: (moment) =>
      dataWith((_, t) => {
        if (moment.isNow) t[0] = 1e38;
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
            if (moment.isNow) optimizer.learningRate = Number.POSITIVE_INFINITY;
          },
        },
      ],
    }),
  },
};
