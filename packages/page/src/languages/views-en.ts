import type { FormulaFault } from "../engine/formulas.js";
import type { TableTexts } from "./table.js";
import { table } from "./table-en.js";

/** What the charts, the plane, the cards and the settings say, in English. */
export const views = {
  chart: {
    label: "Show",
    choices: { epochs: "over the epochs", slice: "along one parameter", story: "this epoch, step by step" },
  },
  scale: { label: "Scale", choices: { linear: "linear", log: "logarithmic" } },
  curve: {
    epoch: "epoch",
    reading: (epoch: number, loss: string): string => `Epoch ${epoch}: mean loss ${loss}`,
    forget: "Forget earlier trainings",
    asTable: "As a table",
  },
  slice: {
    title: (parameter: string): string => `Loss along ${parameter}`,
    reading: (parameter: string, value: string, loss: string): string =>
      `At ${parameter} = ${value}, the loss is ${loss}.`,
    slope: "Slope: the gradient",
    predicted: "Predicted change",
    actual: "Change of the loss",
    step: "The whole step: all parameters move",
    before: "Loss before it",
    stepPredicted: "Predicted by the gradients",
    after: "Loss after it",
  },
  story: {
    before: "Mean loss before this epoch:",
    columns: ["step", "row", "its loss before", "its loss after", "mean loss"] as readonly string[],
    none: "This epoch can’t be told: it has more than 40 rows, or its numbers aren’t finite.",
  },
  boundary: {
    title: "Decision boundary",
    plane: (threshold: string): string =>
      `Blue: output above ${threshold}. Orange: below. Thick line: ${threshold}. Dashed: where the training’s rows are.`,
    line: "The line: the output. Dashed: where the training’s rows are.",
    marks: "Drag a point, or use the arrow keys.",
    point: (name: string, features: readonly string[], target: string): string =>
      `${name}: ${features.join(" and ")}, label ${target}`,
    some: (drawn: number, rows: number): string => `${drawn} of ${rows} points are drawn.`,
    across: "Across",
    upwards: "Upwards",
  },
  images: {
    column: "picture",
    name: (row: string): string => `Picture ${row}`,
    what: "A picture is 8 × 8 numbers, row by row: 0 is white, 1 is black.",
    layers: (filters: number, rest: string): string =>
      `8 × 8, ${filters} ${filters === 1 ? "filter" : "filters"} of 3 × 3 with ReLU, max pooling of 2 × 2, ${rest}`,
    filters: "Filters of 3 × 3",
    less: "One filter less",
    more: "One filter more",
    map: (filter: number): string => `What filter ${filter} makes of the picture`,
    pooled: (filter: number): string => `The largest numbers of filter ${filter}`,
    help: "A filter goes over the whole picture with the same nine weights; of each 2 × 2 of its numbers the largest goes on.",
  },
  card: {
    watch: "Look at:",
    question: "Question:",
    answer: "Answer",
    show: "Show",
    right: "Right.",
    wrong: (right: string): string => `Not quite: ${right}.`,
    hint: "Hint",
    more: "By hand, and what often goes wrong",
    byHand: "By hand:",
    mistake: "Often wrong:",
    cancellation: (bias: string, gradient: string): string =>
      `Cross-entropy behind a sigmoid: ∂L/∂o1 · f′(z_o1) = o1 − t = ${gradient}, the gradient of ${bias}. f′ cancels, but only at the output: a saturated hidden neuron keeps its small f′.`,
    next: (section: string): string => `On to ${section}`,
    elsewhere: "This section’s question is about its own data and network.",
    again: (section: string): string => `Back to ${section}`,
  },
  plateau: {
    what: (epochs: number, loss: string, right: number, all: number): string =>
      `Plateau: in the last ${epochs} epochs the mean loss has hardly changed: it is ${loss}. Labels found: ${right} of ${all}. Other first weights or more hidden neurons may do better.`,
    wider: (neurons: number): string => `Restart with ${neurons} hidden neurons`,
  },
  formulaFault: ({ message }: FormulaFault): string => message,
  lossLetters: ", with p the prediction, y or t the label",
  unreached: (label: string, least: string, most: string): string =>
    `The label ${label} is out of reach: the output goes from ${least} to ${most}.`,
  accuracy: (right: number, all: number, percent: string): string =>
    `Labels found: ${right} of ${all} (${percent}\u00a0%)`,
  blanks: {
    label: "Values",
    choices: { shown: "shown", blank: "to fill in" },
    check: "check",
    fill: (symbol: string): string => `Value of ${symbol}`,
    right: "right",
    sign: "not yet: check the sign",
    size: "not yet: check the calculation",
    digits: "not yet: three significant digits",
    rest: "The check and the update come when all blanks are right.",
  },
  table: table as TableTexts,
  sheet: {
    line: (place: number): string => `line ${place}`,
    notYet: "not yet",
    wrongLine: "Write the right number next to the wrong line, and nothing next to the others.",
    onPaper: "Here numbers are filled in; all else is for paper.",
    result: (right: number, all: number): string =>
      all === 1
        ? right === 1
          ? "The wrong line is found."
          : "The wrong line isn’t found yet."
        : right === all
          ? "All lines are right."
          : `Right up to line ${right} of ${all}.`,
    code: "Code for the teacher:",
    print: { exercises: "Print the sheet", key: "Print the key" },
    leave: "To the network with all its numbers",
  },
  experiment: {
    title: "The class as an experiment",
    open: (seeds: number): string => `Compare ${seeds} seeds`,
    what: "The same training from many first weights, seed by seed (drawn, where all were the same): a dot is a network’s last loss. Right of the line it hasn’t learnt what there is.",
    seeds: "Seeds",
    expected: (most: number): string => `Write a whole number from 1 to ${most}.`,
    codes: "Codes of the class",
    typed: "The class’s codes",
    own: "Code of this page’s own training, as it is now:",
    network: (sizes: string, epochs: number): string => `${sizes}, ${epochs} epochs`,
    seed: (place: number): string => `seed ${place}`,
    summary: (stuck: number, all: number, percent: string, median: string, learnt: string): string =>
      `${stuck} of ${all} stay above a loss of ${learnt}: ${percent}\u00a0%. Median ${median}.`,
    running: (done: number, all: number): string => `${done} of ${all} trainings are done.`,
    unknown: (codes: string): string => `No code of a loss: ${codes}. Was it mistyped?`,
    loss: "loss",
    count: "networks",
    who: "seed or code",
    leave: "Back",
  },
  settings: {
    title: "Settings",
    size: { label: "Size", choices: { desk: "for one", room: "for a room" } },
    teacher: "Regions shown, here and by the link",
    showAll: "Show all",
    regions: {
      v1: "Data",
      v2: "Model",
      v3: "Training",
      v4: "Network",
      v5: "Chain rule",
      v6: "Loss",
      v7: "Decision boundary",
      v8: "Predictions",
      v9: "History",
      v10: "Section",
    },
  },
};

export type ViewTexts = typeof views;
