import { english, type Language } from "@nn/explain";

/** All that the page says, in English: the model that other languages follow. */
export const en = {
  /** What explanations say. */
  language: english as Language,
  title: "Neuron workshop",
  summary: "A network of the lab: every number of its learning, step by step.",
  labels: {
    transport: "Training",
    diagram: "Network",
    chain: "Chain rule",
    predictions: "Predictions",
    model: "Model",
    look: "Display",
    language: "Language",
    theme: "Colours",
    digits: "Decimals",
    rounding: "Computing",
    detail: "Factors",
    loss: "Loss",
    rule: "Optimizer",
    learningRate: "Learning rate η",
    start: "First weights",
    seed: "Seed",
    epochs: "Epochs",
  },
  themes: { auto: "as the system", light: "light", dark: "dark" },
  roundings: { exact: "all digits", hand: "3 digits, by hand" },
  details: { neurons: "as in the lab", elementary: "elementary" },
  losses: { meanSquaredError: "mean squared error (MSE)", binaryCrossEntropy: "binary cross-entropy" },
  rules: { sgd: "gradient descent (SGD)", momentum: "SGD with momentum 0.9", adam: "Adam" },
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
  },
  phases: ["Nothing computed", "Outputs", "Loss", "Gradients"] as readonly string[],
  where: (epoch: number, step: number, row: string): string => `epoch ${epoch} · step ${step} · row ${row}`,
  rowLoss: (row: string): string => `Loss for ${row}`,
  meanLoss: "Mean loss of all rows",
  notComputed: "not computed yet",
  stopped: (step: number): string =>
    `The training diverged: the update after step ${step} has no finite numbers. Take a smaller learning rate, or other first weights.`,
  refused: "This can't be shown: its numbers aren't finite. Nothing was changed.",
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
  answer: (one: boolean): string => (one ? "1" : "0"),
  unknown: "to predict",
  predictionNote:
    "The exercise’s binary label F/M: 1 for F, 0 for M, threshold 0.5. The rows are fictional; weight and height don’t determine a gender, and four rows prove nothing.",
};

export type Texts = typeof en;
