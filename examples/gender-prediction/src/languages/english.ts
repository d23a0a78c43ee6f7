import type { Sequential, Warning } from "@nn/core";
import { show } from "@nn/core/component";
import { errorInEnglish } from "./english-errors.js";
import { summaryIn } from "./summary.js";

const plural = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

/** Everything that the example says itself, in English: the model that other languages follow. */
export const english = {
  code: "en",
  /** A number's text as the language writes it. */
  number: (text: string): string => text,
  quoted: (text: string): string => `"${text}"`,
  /** What was typed, on one line. */
  shown: (text: string): string => show(text),
  or: (texts: readonly string[]): string =>
    texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} or ${texts.at(-1)}`,
  and: (texts: readonly string[]): string =>
    texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(", ")} and ${texts.at(-1)}`,

  help: {
    about: "Trains the lab's network on the people in a CSV file, and predicts the label of new ones.",
    titles: { "Usage:": "Usage:", "Options:": "Options:" } as Readonly<Record<string, string>>,
    usage: "[options]",
    help: "display help for command",
    choices: "choices:",
    default: "default:",
    columns: `
The first line of a CSV file names its columns. They are read by these names:
weight (in lb), height (in inches), gender, and, if you like, name.`,
    hint: "Options come after two dashes: npm start -- --seed 7. All of them: npm start -- --help",
    options: {
      data: "people to learn from, see below",
      predict: "people to predict, without gender",
      seed: "decides the first weights",
      epochs: "how many times to go through the people",
      learningRate: "the size of a step",
      hidden: "the neurons of the hidden layers, such as 2 or 4,3",
      loss: "what to make small",
      optimizer: "how weights move",
      scale: "how inputs are scaled",
      init: "the first weights and biases: 1 and 0, all 0, all from N(0, 1), or Glorot's weights and 0",
      weights: "the same weights for every neuron, such as 0,1, in place of --init",
      bias: "with --weights: the same bias for every neuron, 0 unless given",
      input:
        "the numbers to take, such as 2,3: with --explain prediction in place of a person, with --neuron 2,3 unless given",
      explain:
        "shows where the first update of a parameter, such as w1, comes from, and stops; all: each gradient; prediction: the first output for a new person",
      person: "with --explain: on whom, the first of the file unless given",
      digits: "rounds each number to so many significant digits as it is written down, as by hand",
      exact: "with --digits: shows so many decimals at most, and rounds nothing on the way",
      elementary: "with --explain: goes through the weighted sums, too",
      format: "how to print what is explained, or the sheets",
      neuron: "shows the lab's one neuron, section 0.1, or another by --weights, --bias and --input, and stops",
      sheets: "writes an exercise and its answers for each name, a file of names or Ada,Zoé, and stops",
      level: "with --sheets: what there is to find, the numbers unless given",
      page: "with --format html: the address of the workshop page, which each sheet then leads to",
      penguins: "predicts the sex of penguins from measures with gaps and words, in penguins.csv, and stops",
      save: "keeps the trained network, with its scaling and labels, in a file such as network.json",
      load: "predicts with a network that --save has kept, and stops",
      export: "writes the trained network for others, into gender-prediction.onnx, .safetensors, .js or .py",
      lang: "the language: LC_ALL, LC_MESSAGES, LANG or LANGUAGE decides unless given",
      json: "prints the result for a program to read, and nothing else",
    },
  },

  complaints: {
    wholeNumber: "a whole number of at least 1",
    address: "an address without spaces and #",
    wholeNumberTo: (most: number): string => `a whole number from 1 to ${most}`,
    wholeNumbers: "whole numbers of at least 1 with a comma between two, such as 2 or 4,3",
    number: "a number with a decimal point, such as 4 or -0.5",
    numbers: "numbers with a decimal point and a comma between two, such as 2,3 or 0.5,-1",
    positiveNumber: "a number above 0 with a decimal point, such as 0.1",
    takesNot: (option: string, takes: string, given: string): string => `${option} takes ${takes}, but got ${given}.`,
    didYouMean: (typed: string): string => `Did you mean ${typed}?`,
    value: (option: string, example: string): string => `${option} takes a value, such as ${example}.`,
    hyphens: (typed: string, option: string): string =>
      `${typed} doesn't begin with two hyphens, or isn't in small letters: type ${option}.`,
    excess: (given: string, count: number): string =>
      `${given} ${count === 1 ? "belongs" : "belong"} to no option. An option begins with two hyphens, as in ` +
      '--explain w1, and a value with spaces is put in quotation marks, as in --sheets "Ada, Zoé".',
    noOption: (given: string): string => `There is no option ${given}.`,
    /** A sentence of the library. */
    library: (error: Error): string => errorInEnglish(error),
    goesWith: (option: string, others: string): string =>
      `${option} goes with ${others}: add it, or leave ${option} out.`,
    notWith: (option: string, mode: string): string =>
      `${option} has no effect with ${mode}: leave one of the two out.`,
    formats: (format: string, mode: string, formats: string): string =>
      `${mode} can't be printed as ${format}: take --format ${formats}.`,
    swallowed: (options: string, command: string): string =>
      `npm took ${options} for itself, since options of this program come after two dashes: ${command}`,
    noPerson: (name: string, names: string): string => `No person is named ${name}: there are ${names}.`,
    several: (name: string, lines: string): string =>
      `${name} is there more than once, in lines ${lines}: rename all but one.`,
    unlabelled: (name: string): string =>
      `${name} is to be predicted, and has no label to learn from: take a person of --data, or --explain prediction.`,
    manyParameters: (count: number, most: number): string =>
      `The network has ${count} parameters, and --explain all lists up to ${most}: name one, such as --explain w1.`,
    isFolder: (path: string): string => `${path} is a folder: name a CSV file.`,
    isPipe: (path: string): string => `${path} is a pipe or a device, and no file: save what it gives as a CSV file.`,
    tooLarge: (path: string, size: number, most: number): string =>
      `${path} has ${size} MB, and this program takes up to ${most}: leave some rows out.`,
    noText: (path: string): string => `${path} is no text, or in an old encoding: save it as CSV in UTF-8.`,
    noFile: (path: string): string => `There is no file ${path}.`,
    notAllowed: (path: string): string => `You may not read the file ${path}: ask its owner.`,
    unreadable: (path: string, code: string): string => `The file ${path} can't be read (${code}).`,
    unwritable: (path: string, code: string): string => `${path} can't be written (${code}).`,
    noHeader: (file: string, cells: string, columns: string): string =>
      `${file} begins with ${cells}, which looks like a person. Put a line above that names the columns, such as ${columns}.`,
    noColumn: (file: string, columns: string, there: string, remedies: readonly string[]): string =>
      `${file} has no column ${columns}: its first line names ${there}. Rename ${remedies.join(", and ")}.`,
    rename: (what: string, column: string): string => `the column of ${what} to ${column}`,
    columns: { weight: "weights in lb", height: "heights in inches", gender: "labels" },
    labels: (file: string, count: number, labels: string): string =>
      `${file}: the column "gender" must hold two different labels, but holds ${count}: ${labels}.`,
    noLabel: (file: string, line: number): string =>
      `${file}, line ${line}: the cell of column "gender" is empty, or says that the label is missing (NA, NaN or ?). Give each person a label, or leave the row out.`,
    hugeMeasures: (file: string): string =>
      `${file} holds measures that are too large for the network: look at its columns weight and height.`,
    hugeNumbers: "The numbers of --weights, --bias and --input are too large together: take smaller ones.",
    manyUnits: (count: number, most: number): string =>
      `--hidden would give ${count} parameters, and this program takes up to ${most}: take smaller layers.`,
    noParameter: (parameter: string, weight: string, bias: string): string =>
      `--explain takes w1 to ${weight}, b1 to ${bias}, all or prediction, but got ${parameter}.`,
    weightCount: (weights: number, inputs: number): string =>
      `A neuron has a weight for each of its inputs, but here ${weights} for ${inputs}: change --weights, --input or --hidden.`,
    twoInputs: (inputs: number): string => `The network takes two numbers, such as --input 2,3, but got ${inputs}.`,
    noLetter: (name: string): string => `--sheets takes names, and ${name} has no letter: add one.`,
    longSheet: (count: number, most: number): string =>
      `A sheet is done by hand and has up to ${most} weights, but --hidden gives ${count}: take smaller layers.`,
    andMore: (count: number): string => ` and ${count} more`,
    noNames: "--sheets takes names: one to a line in a file, or with a comma between two, as in Ada,Zoé.",
    manyNames: (count: number, most: number): string => `--sheets takes up to ${most} names, but got ${count}.`,
    sameName: (name: string, other: string): string =>
      `${name} and ${other} would have the same file: add an initial or a number to one of them.`,
  },

  /** A warning of the library about a training. */
  warning: ({ message }: Warning): string => `Warning: ${message}`,

  line: (line: number): string => `line ${line}`,
  summary: (network: Pick<Sequential, "stack">): string =>
    summaryIn(
      { columns: ["layer", "inputs", "outputs", "parameters"], hidden: "hidden", last: "output", total: "total" },
      network,
    ),
  losses: { meanSquaredError: "mean squared error (MSE)", binaryCrossEntropy: "binary cross-entropy" },
  optimizers: {
    sgd: (rate: number): string => `gradient descent (SGD), η = ${rate}`,
    momentum: (rate: number): string => `gradient descent with momentum 0.9, η = ${rate}`,
    adam: (rate: number): string => `Adam, η = ${rate}`,
  },

  training: {
    people: (count: number, file: string): string => `Learning from ${plural(count, "person", "people")} in ${file}.`,
    labels: (zero: string, one: string): string => `The exercise's binary label is 0 for ${zero} and 1 for ${one}.`,
    header: ["", "weight", "height", "label"] as readonly string[],
    more: (count: number): string => `… and ${count} more`,
    large: (most: number): string =>
      `The scaled inputs reach ${most}, where a sigmoid is flat: try --scale standardize.`,
    epochs: (count: number): string => plural(count, "epoch", "epochs"),
    start: (epochs: string, loss: string, optimizer: string, seed: string): string =>
      `Training: ${epochs}, seed ${seed}\nLoss: ${loss}\nUpdate: ${optimizer}`,
    epoch: "epoch",
    curve: "loss by epoch",
    logarithmic: "loss by epoch, on a logarithmic axis",
    end: (epochs: string, loss: string, right: number, all: number): string =>
      `After ${epochs} the loss is ${loss}, and ${right} of ${all} people ${right === 1 ? "gets" : "get"} their own label.`,
    hardly: "The loss hardly fell: try a smaller --learning-rate, more --epochs, or --scale standardize.",
    predictions: "Predictions: the network's output, and the label it is closer to",
    pounds: "lb",
    inches: "in",
    note: "The label is a number that was fitted to the rows above,\nnever a statement about a person.",
  },

  explaining: {
    input: (numbers: readonly string[]): string => `x = [${numbers.join(", ")}]`,
    prediction: (person: string): string => `How the untrained network comes to its output for ${person}:`,
    first: (person: string): string => `The first update, on ${person}:`,
    readings: (parameter: string, exact: string, rounded: string, byHand: string, digits: number): string =>
      `With all digits kept on the way, ∂L/∂${parameter} is ${exact}, which is ${rounded} to ${plural(digits, "digit", "digits")}; by hand, with ` +
      `${plural(digits, "digit", "digits")} at each step, it is ${byHand}. The difference is rounding alone.`,
    sameReading: (parameter: string, exact: string, rounded: string, digits: number): string =>
      `With all digits kept on the way, ∂L/∂${parameter} is ${exact}, which is ${rounded} to ${plural(digits, "digit", "digits")}; by hand, with ` +
      `${plural(digits, "digit", "digits")} at each step, it is the same.`,
    all: (person: string): string => `All gradients of the first update, on ${person}:`,
  },

  neuron: "How a neuron comes to its output:",

  kept: {
    predictions: "Predictions: the most likely label, and how likely it is",
    saved: (path: string): string => `Kept the network, its scaling and its labels in ${path}.`,
    exported: (path: string): string => `Wrote the network to ${path}.`,
    takes: {
      onnx: (columns: readonly string[]): string =>
        `It takes raw columns, ${columns.join(", ")}, and gives label and probabilities.`,
      module: (columns: readonly string[]): string =>
        `Its predict takes raw rows, { ${columns.join(", ")} }, and gives label and probabilities.`,
      pytorch: (columns: readonly string[]): string =>
        `It predicts from raw rows, { ${columns.join(", ")} }, in Python, and gives label and probabilities. Its weights lie beside it.`,
      safetensors: (_: readonly string[]): string => "It holds the weights alone, without scaling and labels.",
    },
    loaded: (path: string): string => `Predicting with the network in ${path}.`,
    noFile: (path: string): string => `${path} is no file that --save wrote, but a folder, a pipe or a device.`,
    noRows: (path: string): string =>
      `${path} holds a network without scaling and labels: take one that --save has kept.`,
    notPredicted: (reason: string): string => `The file of --predict doesn't suit the network: ${reason}`,
  },

  penguins: {
    learning: (count: number, without: number): string =>
      `Learning the sex of penguins from ${count} birds; ${without} more have no sex in penguins.csv, and are predicted.`,
    columns: (names: string): string => `Inputs: ${names}.`,
    held: (right: number, all: number): string => `Of ${all} birds that were held back, ${right} get their own sex.`,
    header: ["line", "species", "island", "mass", "sex", "probability"] as readonly string[],
    gap: "–",
  },

  sheets: {
    written: (count: number, folder: string): string =>
      count === 1
        ? `Wrote an exercise and its answers to ${folder}:`
        : `Wrote ${count} exercises and their answers to ${folder}:`,
    folder: "sheets",
    exercises: "exercises",
    answers: "answers",
    class: (count: number, folder: string): string =>
      `Wrote the ${count === 1 ? "sheet" : `${count} sheets`} and the key to ${folder}: open them in a browser, and print from there.`,
    key: "key",
    same: "The same name gives the same sheet.",
  },
};

/** What a language has: all that English has. */
export type Words = typeof english;
