import type { Words } from "../languages/english.js";

/** What a run does; the first that is asked for. */
export type Mode = "train" | "explain" | "neuron" | "sheets" | "penguins" | "load";

/** The options that a run of each kind looks at, beside the language and `--json`. */
const READ: Readonly<Record<Mode, readonly string[]>> = {
  train: [
    "data",
    "predict",
    "seed",
    "epochs",
    "learningRate",
    "hidden",
    "loss",
    "optimizer",
    "scale",
    "init",
    "weights",
    "bias",
    "format",
    "save",
    "export",
  ],
  explain:
    "explain person digits exact elementary format data predict seed learningRate hidden loss optimizer scale init weights bias input".split(
      " ",
    ),
  neuron: ["neuron", "weights", "bias", "input", "digits", "format"],
  sheets: ["sheets", "seed", "digits", "format", "learningRate", "hidden", "loss", "optimizer", "level", "page"],
  penguins: ["penguins", "seed", "save", "export"],
  load: ["load", "predict", "export"],
};

/** Those that an explanation of this name has no use for. */
const UNREAD: Readonly<Record<string, readonly string[]>> = {
  all: ["elementary"],
  prediction: ["elementary", "loss", "optimizer", "learningRate"],
};

/** The ways each kind of run can be printed. */
const FORMATS: Readonly<Record<Mode, readonly string[]>> = {
  train: ["text", "json"],
  explain: ["text", "markdown", "latex", "json"],
  neuron: ["text", "markdown", "latex", "json"],
  sheets: ["text", "markdown", "latex", "html"],
  penguins: ["text"],
  load: ["text"],
};

/** How an option is typed: `learningRate` as `--learning-rate`. */
function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What a run with these options does. */
export function modeOf(given: readonly string[]): Mode {
  return (["neuron", "sheets", "explain", "load", "penguins"] as const).find((mode) => given.includes(mode)) ?? "train";
}

/** What is wrong with options that were given together; `undefined` where nothing is. */
export function clash(given: readonly string[], format: string, words: Words, explained?: string): string | undefined {
  const { goesWith, notWith, formats } = words.complaints;
  const mode = modeOf(given);
  const read = [...READ[mode], "lang", "json"];
  const idle = given.find((name) => !read.includes(name));
  if (idle !== undefined) {
    if (mode !== "train") return notWith(flagOf(idle), flagOf(mode));
    const takers = (["explain", "neuron", "sheets", "load", "penguins"] as const).filter((other) =>
      READ[other].includes(idle),
    );
    return goesWith(flagOf(idle), words.or(takers.map(flagOf)));
  }
  const outOfPlace = inEachOthersPlace(given);
  if (outOfPlace !== undefined) return notWith(...outOfPlace);
  const unread = UNREAD[explained ?? ""]?.find((name) => given.includes(name));
  if (unread !== undefined) return notWith(flagOf(unread), `--explain ${explained}`);
  const isJson = given.includes("json") || format === "json";
  if (isJson && given.includes("elementary")) return notWith("--elementary", "--format json");
  if (given.includes("bias") && mode !== "neuron" && !given.includes("weights")) return goesWith("--bias", "--weights");
  if (given.includes("exact") && !given.includes("digits")) return goesWith("--exact", "--digits");
  if (given.includes("page") && format !== "html") return goesWith("--page", "--format html");
  if (given.includes("json") && given.includes("format") && format !== "json") return notWith("--json", "--format");
  if (given.includes("format") || given.includes("json")) {
    const asked = given.includes("json") ? "json" : format;
    const taken = FORMATS[mode];
    if (!taken.includes(asked)) return formats(asked, mode === "train" ? "npm start" : flagOf(mode), words.or(taken));
  }
  return undefined;
}

/** Options of which one says what another one says. */
function inEachOthersPlace(given: readonly string[]): [option: string, other: string] | undefined {
  const rivals = { weights: ["init", "seed"], input: ["person", "data", "predict", "scale"] };
  const pairs = Object.entries(rivals).flatMap(([name, others]) => others.map((other) => [name, other] as const));
  const found = pairs.find((pair) => pair.every((name) => given.includes(name)));
  return found && [flagOf(found[1]), flagOf(found[0])];
}

/** What npm reads as several options of one letter each, -l -a -n -g, and what they are called. */
const IN_LETTERS: Readonly<Record<string, readonly string[]>> = { lang: ["long", "all", "global"] };

/** Options of this program that npm took for its own settings, as they were typed before two dashes. */
export function swallowed(
  names: readonly string[],
  args: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): { flag: string; value: string | undefined }[] {
  return names.flatMap((name) => {
    const flag = flagOf(name);
    const settings = IN_LETTERS[name] ?? [flag.slice(2).replaceAll("-", "_")];
    const values = settings.map((setting) => environment[`npm_config_${setting}`]);
    const isTyped = args.some((word) => word === flag || word.startsWith(`${flag}=`));
    if (values.some((value) => value === undefined || value === "") || isTyped) return [];
    return [{ flag, value: values[0] === "true" ? undefined : values[0] }];
  });
}
