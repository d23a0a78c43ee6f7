import { basename } from "node:path";
import type { Loss, Optimizer } from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import type { Rows, Scaler } from "@nn/data";
import { Command, Option } from "commander";
import type { Words } from "../languages/english.js";
import { LANGUAGES } from "../languages/language.js";
import {
  EXPORTS,
  FORMATS,
  LEVELS,
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
import { clash, type Mode, modeOf, swallowed } from "./modes.js";
import { checkExcess, checkTyping } from "./typing.js";
import { address, integer, integers, number, numbers, oneOf, positive, type Reading } from "./values.js";

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
  readonly level?: (typeof LEVELS)[number];
  /** Where the workshop page is that sheets lead to. */
  readonly page?: string;
  /** Where the network is to be kept, what is kept there, and as what others are to have it. */
  readonly save?: string;
  readonly load?: string;
  readonly export?: (typeof EXPORTS)[number];
}

/** What commander reads. */
type Options = Omit<Arguments, "mode" | "words" | "loss" | "optimizer" | "rule" | "scaler" | "start"> & {
  readonly loss: LossWord;
  readonly optimizer: Rule;
  readonly scale: ScalerWord;
  readonly init: Start;
  readonly json: boolean;
};

/** Reads the command line; prints the help and ends the process where that is asked for.
 * @throws Complaint where it can't be run. */
export function readArguments(
  defaults: { data: string; predict: string },
  words: Words,
  args: readonly string[],
): Arguments {
  const command = commandIn(words, defaults);
  const names = command.options.map((option) => option.attributeName());
  refuseSwallowed(swallowed(names, args, process.env), args, words);
  const flags = command.options.map(({ long }) => long!).concat("--help");
  checkTyping(flags, args, words);
  const options = command.parse(args, { from: "user" }).opts<Options>();
  checkExcess(command.args, flags, words);
  const given = names.filter((name) => command.getOptionValueSource(name) === "cli");
  const wrong = clash(given, options.format ?? "text", words, options.explain);
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
  const { help } = words;
  const { options: told } = help;
  const read = <T>(flags: string, description: string, reading: Reading<T>): Option =>
    new Option(flags, description).argParser(reading(flags.split(" ", 1)[0], words));
  const choice = (flags: string, description: string, choices: readonly string[]): Option => {
    const option = read(flags, description, oneOf(choices));
    option.argChoices = [...choices];
    return option;
  };
  return (
    new Command("npm start --")
      .description(help.about)
      .usage(help.usage)
      .addOption(file("--data", told.data, defaults.data))
      .addOption(file("--predict", told.predict, defaults.predict))
      .option("--seed <seed>", told.seed, "lab-0")
      .addOption(read("--epochs <n>", told.epochs, integer()).default(1000))
      .addOption(read("--learning-rate <η>", told.learningRate, positive).default(0.1))
      .addOption(read("--hidden <sizes>", told.hidden, integers).default([2], "2"))
      .addOption(choice("--loss <loss>", told.loss, Object.keys(LOSSES)).default("meanSquaredError"))
      .addOption(choice("--optimizer <rule>", told.optimizer, Object.keys(OPTIMIZERS)).default("sgd"))
      .addOption(choice("--scale <way>", told.scale, Object.keys(SCALERS)).default("shift"))
      .addOption(choice("--init <start>", told.init, Object.keys(STARTS)).default("glorot"))
      .addOption(read("--weights <numbers>", told.weights, numbers))
      .addOption(read("--bias <b>", told.bias, number))
      .option("--explain <parameter>", told.explain)
      .addOption(read("--input <numbers>", told.input, numbers))
      .option("--person <name>", told.person)
      .addOption(read("--digits <n>", told.digits, integer(15)))
      .option("--exact", told.exact, false)
      .option("--elementary", told.elementary, false)
      .addOption(choice("--format <form>", told.format, FORMATS))
      .option("--neuron", told.neuron, false)
      .option("--sheets <names>", told.sheets)
      .addOption(choice("--level <level>", told.level, LEVELS))
      .addOption(read("--page <address>", told.page, address))
      .option("--penguins", told.penguins, false)
      .option("--save <file>", told.save)
      .option("--load <file>", told.load)
      .addOption(choice("--export <format>", told.export, EXPORTS))
      .addOption(choice("--lang <code>", told.lang, Object.keys(LANGUAGES)))
      .option("--json", told.json, false)
      .helpOption("-h, --help", help.help)
      .addHelpText("after", help.columns)
      // What it would say of them in English is said in the language, after it has read all.
      .allowUnknownOption()
      .allowExcessArguments()
      .configureHelp({
        styleTitle: (title) => help.titles[title] ?? title,
        optionDescription: (option) => described(option, words),
      })
  );
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
