import { basename } from "node:path";
import { type Loss, type Optimizer, printable, type Seed } from "@nn/core";
import type { Rows, Scaler } from "@nn/data";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  FORMATS,
  LOSSES,
  type LossWord,
  OPTIMIZERS,
  type Rule,
  SCALERS,
  type ScalerWord,
  STARTS,
  type Start,
} from "./choices.js";
import { Complaint } from "./complaint.js";
import type { Words } from "./english.js";
import { LANGUAGES } from "./language.js";
import { clash, type Mode, modeOf, swallowed } from "./modes.js";

/** What a run of the example is told. */
export interface Arguments {
  readonly mode: Mode;
  readonly words: Words;
  readonly data: string;
  readonly predict: string;
  readonly seed: Seed;
  readonly epochs: number;
  readonly learningRate: number;
  readonly hidden: readonly number[];
  readonly loss: Loss;
  /** The optimizer, and its word on the command line. */
  readonly optimizer: Optimizer;
  readonly rule: Rule;
  readonly scaler: (rows: Rows) => Scaler;
  readonly start: (typeof STARTS)[Start];
  /** The same weights and bias for every neuron, in place of the start. */
  readonly weights?: readonly number[];
  readonly bias?: number;
  /** What the network or the neuron takes, in place of a person. */
  readonly input?: readonly number[];
  readonly explain?: string;
  readonly person?: string;
  readonly digits?: number;
  readonly exact: boolean;
  readonly elementary: boolean;
  readonly format?: (typeof FORMATS)[number];
  readonly sheets?: string;
}

/** What commander reads. */
type Options = Omit<Arguments, "mode" | "words" | "loss" | "optimizer" | "rule" | "scaler" | "start"> & {
  readonly loss: LossWord;
  readonly optimizer: Rule;
  readonly scale: ScalerWord;
  readonly init: Start;
  readonly json: boolean;
};

/** Reads the command line; prints the help or what is wrong with it, and ends the process, where it can't be run. */
export function readArguments(
  defaults: { data: string; predict: string },
  words: Words,
  args: readonly string[],
): Arguments {
  const command = commandIn(words, defaults);
  const names = command.options.map((option) => option.attributeName());
  refuseSwallowed(swallowed(names, args, process.env), args, words);
  const options = command.parse(args, { from: "user" }).opts<Options>();
  const given = names.filter((name) => command.getOptionValueSource(name) === "cli");
  const wrong = clash(given, options.format ?? "text", words);
  if (wrong !== undefined) throw new Complaint(wrong);
  return {
    ...options,
    words,
    mode: modeOf(given),
    ...(options.json ? { format: "json" as const } : {}),
    loss: LOSSES[options.loss],
    rule: options.optimizer,
    optimizer: OPTIMIZERS[options.optimizer](options.learningRate),
    scaler: SCALERS[options.scale],
    start: STARTS[options.init],
  };
}

/** Words that npm kept would be missed without a word: the program would do something else. */
function refuseSwallowed(taken: ReturnType<typeof swallowed>, args: readonly string[], words: Words): void {
  if (taken.length === 0) return;
  const flags = taken.map(({ flag, value }) => (value === undefined ? flag : `${flag} ${value}`));
  const command = `npm start -- ${flags.join(" … ")}${args.length > 0 ? " …" : ""}`;
  throw new Complaint(words.complaints.swallowed(words.and(taken.map(({ flag }) => flag)), command));
}

function commandIn(words: Words, defaults: { data: string; predict: string }): Command {
  const { help, complaints } = words;
  const { options: told } = help;
  const whole = integer(1, Infinity, complaints.wholeNumber);
  return new Command("npm start --")
    .description(help.about)
    .usage(help.usage)
    .addOption(file("--data", told.data, defaults.data))
    .addOption(file("--predict", told.predict, defaults.predict))
    .option("--seed <seed>", told.seed, "lab-0")
    .option("--epochs <n>", told.epochs, whole, 1000)
    .option("--learning-rate <η>", told.learningRate, (text) => positive(text, complaints.positiveNumber), 0.1)
    .addOption(
      new Option("--hidden <sizes>", told.hidden)
        .argParser((text) => wholeNumbers(text, complaints.wholeNumbers))
        .default([2], "2"),
    )
    .addOption(choice("--loss <loss>", told.loss, LOSSES, "meanSquaredError"))
    .addOption(choice("--optimizer <rule>", told.optimizer, OPTIMIZERS, "sgd"))
    .addOption(choice("--scale <way>", told.scale, SCALERS, "shift"))
    .addOption(choice("--init <start>", told.init, STARTS, "glorot"))
    .option("--weights <numbers>", told.weights, (text) => numbers(text, complaints.numbers))
    .option("--bias <b>", told.bias, (text) => numbers(text, complaints.number, 1)[0]!)
    .option("--explain <parameter>", told.explain)
    .option("--input <numbers>", told.input, (text) => numbers(text, complaints.numbers))
    .option("--person <name>", told.person)
    .option("--digits <n>", told.digits, integer(1, 15, complaints.digits))
    .option("--exact", told.exact, false)
    .option("--elementary", told.elementary, false)
    .addOption(new Option("--format <form>", told.format).choices(FORMATS))
    .option("--neuron", told.neuron, false)
    .option("--sheets <names>", told.sheets)
    .addOption(new Option("--lang <code>", told.lang).choices(Object.keys(LANGUAGES)))
    .option("--json", told.json, false)
    .helpOption("-h, --help", help.help)
    .addHelpText("after", help.columns)
    .allowExcessArguments(false)
    .configureHelp({
      styleTitle: (title) => help.titles[title] ?? title,
      optionDescription: (option) => described(option, words),
    })
    .configureOutput({
      outputError: (text, write) =>
        write(complaints.commander(text.trimEnd()).split("\n").map(printable).join("\n").concat("\n")),
    })
    .showHelpAfterError(help.hint);
}

/** What commander says of an option, in the language. */
function described(option: Option, { help }: Words): string {
  const isFlag = option.isBoolean();
  const standard = option.defaultValueDescription ?? JSON.stringify(option.defaultValue);
  const extra = [
    ...(option.argChoices ? [`${help.choices} ${option.argChoices.map((each) => `"${each}"`).join(", ")}`] : []),
    ...(option.defaultValue === undefined || isFlag ? [] : [`${help.default} ${standard}`]),
  ];
  return extra.length === 0 ? option.description : `${option.description} (${extra.join(", ")})`;
}

function file(flag: string, description: string, standard: string): Option {
  return new Option(`${flag} <file.csv>`, description).default(
    standard,
    `examples/gender-prediction/${basename(standard)}`,
  );
}

function choice(flags: string, description: string, choices: object, standard: string): Option {
  return new Option(flags, description).choices(Object.keys(choices)).default(standard);
}

const WHOLE_NUMBER = /^[1-9]\d*$/;

function integer(least: number, most: number, otherwise: string): (text: string) => number {
  return (text) => {
    if (WHOLE_NUMBER.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
    throw new InvalidArgumentError(otherwise);
  };
}

function wholeNumbers(text: string, otherwise: string): number[] {
  const parts = text.split(",");
  if (parts.every((part) => WHOLE_NUMBER.test(part))) return parts.map(Number);
  throw new InvalidArgumentError(otherwise);
}

/** As they are typed in a list, so many at most. */
function numbers(text: string, otherwise: string, most: number = Infinity): number[] {
  const parts = text.split(",");
  const values = parts.map(Number);
  const isRight = parts.length <= most && values.every((value, i) => Number.isFinite(value) && parts[i]!.trim() !== "");
  if (isRight) return values;
  throw new InvalidArgumentError(otherwise);
}

function positive(text: string, otherwise: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new InvalidArgumentError(otherwise);
}
