import { presets } from "./presets.js";
import { toRule } from "./rules.js";
import type { Edit, LookState, ModelState, Region, SectionName, State } from "./state.js";

type Content = Pick<State, "data" | "model" | "edits" | "at"> & {
  readonly parameter: string;
  /** What isn't needed yet. */
  readonly hidden?: readonly Region[];
};

/** The lab's network, all weights 1 and all biases 0. */
const LAB: ModelState = {
  sizes: [2, 2, 1],
  activations: ["sigmoid", "sigmoid"],
  loss: "meanSquaredError",
  optimizer: toRule("sgd", {}),
  batch: 1,
  order: "fixed",
  start: "ones",
  seed: "lab-0",
};

const first = (values: Readonly<Record<string, number>>): Edit[] =>
  Object.entries(values).map(([parameter, value]) => ({ step: 0, parameter, value }));

/** Before there is a loss, there is nothing to train: the data and the diagram say all, and a table of outputs would tell what is asked. */
const ONLY_NEURONS: readonly Region[] = ["v2", "v3", "v5", "v6", "v7", "v8"];

/** Of these, what tells how a training goes, and what comes of it. */
const OF_TRAINING: readonly Region[] = ["v3", "v6", "v8"];

/** Whether all of that is hidden: what else is about it would only be in the way. */
export function isUntrained({ hidden }: LookState): boolean {
  return OF_TRAINING.every((region) => hidden.includes(region));
}

/** What each of the lab's sections begins with: what its question asks isn't shown yet. */
const CONTENTS: Readonly<Record<SectionName, Content>> = {
  /** One neuron: w = (0, 1), b = 4. */
  "0.1": {
    data: presets.example.data,
    model: { ...LAB, sizes: [2, 1], activations: ["sigmoid"], start: "zeros" },
    edits: first({ w2: 1, b1: 4 }),
    at: { step: 0, phase: 1, epochs: 1000 },
    parameter: "b1",
    hidden: ONLY_NEURONS,
  },
  /** Three of them, each with w = (0, 1) and b = 0. */
  "0.2": {
    data: presets.example.data,
    model: { ...LAB, start: "zeros" },
    edits: first({ w2: 1, w4: 1, w6: 1 }),
    at: { step: 0, phase: 0, epochs: 1000 },
    parameter: "w5",
    hidden: ONLY_NEURONS,
  },
  /** An output that is always its bias: which one has the least loss? At the lab's rate, a training without a sigmoid diverges. */
  "0.3": {
    data: presets.people.data,
    model: {
      ...LAB,
      sizes: [2, 1],
      activations: ["identity"],
      optimizer: toRule("sgd", { learningRate: 0.001 }),
      start: "zeros",
    },
    edits: [],
    at: { step: 0, phase: 2, epochs: 1000 },
    parameter: "b1",
    hidden: ["v5", "v7"],
  },
  /** The gradients of Alice, which are asked for. */
  "0.4": {
    data: presets.people.data,
    model: LAB,
    edits: [],
    at: { step: 0, phase: 2, epochs: 1000 },
    parameter: "w1",
  },
  /** 1000 epochs are to come. */
  "0.5": {
    data: presets.people.data,
    model: LAB,
    edits: [],
    at: { step: 0, phase: 0, epochs: 1000 },
    parameter: "w1",
  },
  /** 1000 epochs have been. */
  "0.6": {
    data: presets.people.data,
    model: LAB,
    edits: [],
    at: { step: 4000, phase: 1, epochs: 1000 },
    parameter: "w5",
  },
};

export const sectionNames: readonly SectionName[] = Object.keys(CONTENTS) as SectionName[];

const LOOK: Omit<LookState, "section" | "language" | "hidden"> = {
  theme: "auto",
  digits: 4,
  rounding: "exact",
  detail: "neurons",
  chart: "epochs",
  scale: "linear",
  plane: [0, 1],
  values: "shown",
  size: "desk",
  from: 0,
};

/** The state that a section begins with. */
export function sectionState(section: SectionName, language: LookState["language"]): State {
  const { parameter, hidden = [], ...content } = CONTENTS[section];
  return {
    ...content,
    selected: { parameter, lit: null, example: "batch", tried: null },
    look: { ...LOOK, section, language, hidden },
    answers: {},
    sheet: null,
    experiment: null,
  };
}
