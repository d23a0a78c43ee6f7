import { basename } from "node:path";
import { type Loss, type Optimizer, printable, type Seed } from "@nn/core";
import { minMax, type Rows, type Scaler, shift, standardize } from "@nn/data";
import { binaryCrossEntropy, meanSquaredError } from "@nn/losses";
import { Adam, SGD } from "@nn/optim";
import { Command, InvalidArgumentError, Option } from "commander";

/** The words of the command line, and what they stand for. */
const LOSSES = { meanSquaredError, binaryCrossEntropy } as const satisfies Record<string, Loss>;

const OPTIMIZERS = {
  sgd: (learningRate: number) => new SGD({ learningRate }),
  momentum: (learningRate: number) => new SGD({ learningRate, momentum: 0.9 }),
  adam: (learningRate: number) => new Adam({ learningRate }),
} as const satisfies Record<string, (learningRate: number) => Optimizer>;

const SCALERS = {
  /** The lab's: pounds above 135, inches above 66. */
  shift: () => shift([135, 66]),
  standardize,
  minMax,
} as const satisfies Record<string, (rows: Rows) => Scaler>;

/** What a run of the example is told. */
export interface Arguments {
  readonly data: string;
  readonly predict: string;
  readonly seed: Seed;
  readonly epochs: number;
  readonly hidden: readonly number[];
  readonly loss: Loss;
  readonly optimizer: Optimizer;
  readonly scaler: (rows: Rows) => Scaler;
  readonly explain?: string;
  readonly digits?: number;
  readonly json: boolean;
}

/** Reads the command line; prints the help or what is wrong with it, and ends the process, where it can't be run. */
export function readArguments(defaults: { data: string; predict: string }): Arguments {
  const options = new Command("npm start --")
    .description("Trains the lab's network on the people in a CSV file, and predicts the label of new ones.")
    .addOption(file("--data", "people to learn from, see below", defaults.data))
    .addOption(file("--predict", "people to predict, without gender", defaults.predict))
    .option("--seed <seed>", "decides the first weights", "lab-0")
    .option("--epochs <n>", "how many times to go through the people", wholeNumber, 1000)
    .option("--learning-rate <η>", "the size of a step", positiveNumber, 0.1)
    .addOption(
      new Option("--hidden <sizes>", "the units of the hidden layers, such as 2 or 4,3")
        .argParser(wholeNumbers)
        .default([2], "2"),
    )
    .addOption(
      new Option("--loss <loss>", "what to make small").choices(Object.keys(LOSSES)).default("meanSquaredError"),
    )
    .addOption(new Option("--optimizer <rule>", "how weights move").choices(Object.keys(OPTIMIZERS)).default("sgd"))
    .addOption(new Option("--scale <way>", "how inputs are scaled").choices(Object.keys(SCALERS)).default("shift"))
    .option("--explain <parameter>", "shows where the first update of a parameter, such as w1, comes from, and stops")
    .option("--digits <n>", "with --explain: rounds each number as it is written down, as by hand", wholeNumber)
    .option("--json", "prints the result for a program to read, and nothing else", false)
    .addHelpText(
      "after",
      "\nThe first line of a CSV file names its columns. They are read by these names:\n" +
        "weight (in lb), height (in inches), gender, and, if you like, name.",
    )
    .allowExcessArguments(false)
    // Commander's complaints begin with "error: " and a small letter; ours are sentences.
    .configureOutput({
      outputError(text, write) {
        const sentence = text.replace(/^error: (.)/, (_, letter: string) => letter.toUpperCase());
        write(sentence.split("\n").map(printable).join("\n"));
      },
    })
    .showHelpAfterError("Options stand behind two dashes: npm start -- --seed 7. All of them: npm start -- --help")
    .parse()
    .opts();
  return {
    ...(options as Pick<Arguments, "data" | "predict" | "seed" | "epochs" | "hidden" | "explain" | "digits" | "json">),
    loss: LOSSES[options.loss as keyof typeof LOSSES],
    optimizer: OPTIMIZERS[options.optimizer as keyof typeof OPTIMIZERS](options.learningRate),
    scaler: SCALERS[options.scale as keyof typeof SCALERS],
  };
}

function file(flag: string, description: string, standard: string): Option {
  return new Option(`${flag} <file.csv>`, description).default(
    standard,
    `examples/gender-prediction/${basename(standard)}`,
  );
}

const WHOLE_NUMBER = /^[1-9]\d*$/;

function wholeNumber(text: string): number {
  if (WHOLE_NUMBER.test(text)) return Number(text);
  throw new InvalidArgumentError("It takes a whole number of at least 1.");
}

function wholeNumbers(text: string): number[] {
  const parts = text.split(",");
  if (parts.every((part) => WHOLE_NUMBER.test(part))) return parts.map(Number);
  throw new InvalidArgumentError("It takes whole numbers of at least 1 with a comma between two, such as 2 or 4,3.");
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError("It takes a number above 0, such as 0.1.");
}
