import { english, type Language } from "@nn/explain";
import type { Setting } from "../state/rules.js";
import type { Cards } from "./cards.js";
import { cards } from "./cards-en.js";
import { type ViewTexts, views } from "./views-en.js";

/** All that the page says, in English: the model that other languages follow. */
export const en = {
  /** What explanations say. */
  language: english as Language,
  /** Between whole digits and decimals. */
  point: ".",
  cards: cards as Cards,
  views: views as ViewTexts,
  title: "Neuron workshop",
  summary: "The network of the lab: every number of its learning, step by step.",
  labels: {
    transport: "Training",
    diagram: "Network",
    chain: "Chain rule",
    predictions: "Predictions",
    model: "Model",
    look: "Display",
    section: "Section",
    language: "Language",
    theme: "Colours",
    digits: "Decimals",
    rounding: "Computing",
    detail: "Factors",
    loss: "Loss",
    rule: "Optimizer",
    layers: "Hidden layers",
    batch: "Rows per update",
    order: "Order of the rows",
    start: "First weights",
    seed: "Seed",
    epochs: "Epochs",
  },
  themes: { auto: "as the system", light: "light", dark: "dark" },
  roundings: { exact: "all digits", hand: "3 digits, by hand" },
  details: { neurons: "as in the lab", elementary: "elementary" },
  activations: { sigmoid: "sigmoid", tanh: "tanh", relu: "ReLU", softplus: "softplus", identity: "identity" },
  losses: {
    meanSquaredError: "mean squared error (MSE)",
    binaryCrossEntropy: "binary cross-entropy",
    binaryCrossEntropyFromLogits: "cross-entropy of logits",
    logCosh: "log-cosh",
  },
  ownFormula: "own formula",
  formulaOf: (label: string): string => `${label}: formula`,
  rules: {
    sgd: "gradient descent (SGD)",
    momentum: "SGD with momentum",
    nesterov: "SGD with Nesterov’s momentum",
    rmsprop: "RMSprop",
    adam: "Adam",
    adamW: "AdamW",
  },
  settings: {
    learningRate: "Learning rate η",
    momentum: "Momentum μ",
    decay: "Decay",
    beta1: "β₁",
    beta2: "β₂",
    epsilon: "ε",
  },
  settingExpected: ({ above, least, below }: Setting): string => {
    const low = above === undefined ? `at least ${least}` : `above ${above}`;
    return `Write a number ${low}${below === undefined ? "" : ` and below ${below}`}.`;
  },
  orders: { fixed: "as in the table", shuffled: "shuffled anew each epoch" },
  modelSummary: (sizes: string, parameters: number): string => `${sizes}, ${parameters} parameters`,
  hiddenLayer: (place: number): string => `Layer ${place}`,
  lastLayer: "Output",
  activationOf: (layer: string): string => `Activation of ${layer}`,
  neurons: {
    less: (layer: string): string => `One neuron less in ${layer}`,
    more: (layer: string): string => `One neuron more in ${layer}`,
  },
  starts: { ones: "weights 1, biases 0", zeros: "all 0", normal: "normal, N(0, 1)", glorot: "Glorot, biases 0" },
  buttons: {
    start: "Start",
    back: "Back",
    phase: "Phase",
    sample: "Row",
    epoch: "Epoch",
    run: (epochs: number): string => `Run to ${epochs}`,
    newSeed: "New seed",
  },
  hints: {
    start: "To the first weights, which stay the same",
    back: "One update back",
    phase: "Outputs, loss, gradients, then update",
    sample: "One update: one row",
    epoch: "To the end of the epoch: each row once",
    newSeed: "Draws other first weights",
    layerLess: "One hidden layer less",
    layerMore: "One hidden layer more",
  },
  phases: ["Nothing computed", "Outputs", "Loss", "Gradients"] as readonly string[],
  where: (epoch: number, step: number, row: string): string => `epoch ${epoch} · step ${step} · row ${row}`,
  rowLoss: (row: string): string => `Loss for ${row}`,
  meanLoss: "Mean loss",
  journal: (where: string, loss: string): string => `${where}: the mean loss is ${loss}.`,
  wholeNumber: "Write a whole number from 1 to 10000.",
  batchNumber: (rows: number): string => `Write a whole number from 1 to ${rows}.`,
  anyNumber: "Write a number, such as 0.5.",
  valueOf: (parameter: string): string => `Value of ${parameter}`,
  after: (parameter: string): string => `${parameter} after it`,
  separator: ", ",
  noRoom: "Where there is no room, a number is only shown of what is selected.",
  notComputed: "not computed yet",
  stopped: (step: number): string =>
    `The training diverged: the update after step ${step} has no finite numbers. Take a smaller learning rate, or other first weights.`,
  refused: "This can't be shown: its numbers aren't finite. Nothing was changed.",
  unreadableLink: "This link can’t be read: it was cut, or is of another version of this page.",
  diagramHelp: "Arrow keys go from parameter to parameter, Enter selects one.",
  legend: ["Width: size of the weight.", "Dashed: negative.", "Below each weight: its gradient."] as readonly string[],
  node: (id: string, parts: readonly string[]): string => `${id}: ${parts.join(", ")}`,
  parameter: (id: string, from: string | null, to: string, value: string, gradient: string): string =>
    `${id}, ${from === null ? `bias of ${to}` : `from ${from} to ${to}`}: ${value}, gradient ${gradient}`,
  chainOf: (row: string): string => ` for ${row}`,
  noChain: "The gradients come after the loss: press “Phase”.",
  product: "Product",
  sum: "Sum over the paths",
  path: (nodes: string): string => `Path ${nodes}`,
  check: {
    right: (value: string): string => `Measured by differences of the loss: ${value}. They agree ✓`,
    wrong: (value: string): string => `Measured by differences of the loss: ${value}. They don’t agree ✗`,
    unmeasurable: (value: string): string =>
      `Measured by differences of the loss: ${value}. The gradient is too small to be measured so.`,
    kink: (left: string, right: string): string =>
      `The loss has a kink here: slope ${left} on the left, ${right} on the right.`,
  },
  byHand: (exact: string): string =>
    `Each line is rounded to 3 significant digits, as by hand. With all digits: ${exact}.`,
  update: "Update",
  columns: {
    name: "row",
    features: ["weight (lb)", "height (in)"] as readonly string[],
    input: "prepared",
    target: "label",
    output: "output",
    answer: "class",
  },
  unknown: "to predict",
  predictionNote:
    "The exercise’s binary label F/M: 1 for F, 0 for M, threshold 0.5. The rows are fictional; weight and height don’t determine a gender, and four rows prove nothing.",
};

export type Texts = typeof en;
