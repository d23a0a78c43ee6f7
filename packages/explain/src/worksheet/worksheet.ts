import { OptionError, Sequential, seededRandom } from "@nn/core";
import {
  type Activation,
  checkOptions,
  type Loss,
  type Optimizer,
  permutation,
  positiveInteger,
  type Random,
  show,
} from "@nn/core/component";
import type { Seed } from "@nn/core/types";
import { Dense, sigmoid } from "@nn/layers";
import { meanSquaredError } from "@nn/losses";
import { SGD } from "@nn/optim";
import { parameterNames } from "../chain/names.js";
import { explain } from "../explain.js";
import type { Explanation } from "../explanation/explanation.js";
import { isWithinTolerance } from "../tolerance.js";
import { checkLevel, type WorksheetLevel } from "./level.js";
import { described, linkOf } from "./link.js";
import { type Asked, mistakeIn } from "./mistake.js";
import type { Worksheet } from "./sheet.js";

/** What a {@link worksheet} is about. All but the seed may be left out: it is then about the lab's network. */
export interface WorksheetOptions {
  /** Decides all numbers, and the parameter that is asked for: one for each student, or one for a class of `name`s. */
  readonly seed: Seed;
  /** Whose sheet it is: of one seed, each name has a sheet of its own. Without it, there is a line to write it on. */
  readonly name?: string;
  /** The numbers of inputs, hidden units and outputs, layer by layer: `[2, 2, 1]` unless given. */
  readonly sizes?: readonly number[];
  /** Every layer's activation: `sigmoid` unless given. */
  readonly activation?: Activation;
  /** `meanSquaredError` unless given. */
  readonly loss?: Loss;
  /** `new SGD({ learningRate: 0.1 })` unless given. */
  readonly optimizer?: Optimizer;
  /** How numbers are rounded: to 3 digits unless given. */
  readonly significantDigits?: number;
  /**
   * What there is to find: `"numbers"` unless given; `"factors"`, where the derivatives' formulas are left out, too; `"path"`,
   * where their names are as well; or `"error"`, the one wrong line of a solution.
   */
  readonly level?: WorksheetLevel;
}

/** The lab's sheet. */
const USUAL: Required<Omit<WorksheetOptions, "seed" | "name">> = {
  sizes: [2, 2, 1],
  activation: sigmoid,
  loss: meanSquaredError,
  optimizer: new SGD({ learningRate: 0.1 }),
  significantDigits: 3,
  level: "numbers",
};

/**
 * An exercise like the lab's derivation of ∂L/∂w1, with other numbers: the same seed gives the same sheet.
 *
 * Inputs are whole numbers from −3 to 3, weights and biases have one decimal, targets are 0 and 1 (of several outputs,
 * one is 1). They are drawn again where the update would be lost in rounding, so that there is something to calculate, and
 * where a student who multiplies by f′ without writing it down would be apart from the answers by more than 1 in the last
 * digit.
 *
 * At the level `"error"`, one line of a solution is wrong as students get lines wrong: a bias or an f′ left out, a sign turned
 * round; the later lines follow from it.
 *
 * @throws OptionError for sizes that are no layers, a name without a letter, and for options that don't exist.
 *
 * @example
 * const sheets = Array.from({ length: 30 }, (_, student) => worksheet({ seed: student }));
 * new Set(sheets.map((sheet) => worksheetMarkdown(sheet).exercise)).size; // => 30
 * worksheet({ seed: 2026, name: "Łucja" }).name; // => "Łucja"
 */
export function worksheet(options: WorksheetOptions): Worksheet {
  const known = ["seed", "name", "sizes", "activation", "loss", "optimizer", "significantDigits", "level"];
  checkOptions("worksheet", options, known);
  const {
    seed,
    activation = USUAL.activation,
    loss = USUAL.loss,
    optimizer = USUAL.optimizer,
    significantDigits = USUAL.significantDigits,
    level: givenLevel = USUAL.level,
    sizes: givenSizes = USUAL.sizes,
  } = options;
  const [level, sizes] = [checkLevel(givenLevel), checkSizes(givenSizes)];
  const layers = sizes.slice(1).map((units, i) => new Dense<number, number>(sizes[i]!, units, { activation }));
  const network = new Sequential(layers);
  const name = options.name === undefined ? null : checkName(options.name);
  const random = seededRandom(seed, name === null ? "worksheet" : `worksheet of ${name}`);
  const draw = (): Drawn => {
    const drawn = network.stack.allPlaces.flatMap(({ parameters }) =>
      parameters.map(({ fullName, size }) => [
        fullName,
        Array.from({ length: size }, () => (1 + below(random, 15)) / (random() < 0.5 ? 10 : -10)),
      ]),
    );
    network.setParameters(Object.fromEntries(drawn) as Record<string, number[]>);
    const input = Array.from({ length: sizes[0]! }, () => (1 + below(random, 3)) * (random() < 0.5 ? 1 : -1));
    const target = targetOf(random, sizes.at(-1)!);
    const weights = parameterNames(network).filter(({ layer, input: from }) => layer === 0 && from !== null);
    const parameter = weights[below(random, weights.length)]!.name;
    const explanation = explain(network, { input, target, loss, optimizer, parameter, significantDigits });
    return { explanation, asked: { network, input, target, loss, optimizer } };
  };
  let drawn = draw();
  const isGood = ({ explanation: { update }, explanation }: Drawn): boolean =>
    update!.after !== update!.before && isWithinTolerance(explanation);
  let hopeless = 0;
  for (let tries = 1; tries < 100 && !isGood(drawn); tries++) {
    if (isHopeless(drawn.explanation) && ++hopeless === MOST_HOPELESS) break;
    drawn = draw();
  }
  const { explanation, asked } = drawn;
  const mistake = level === "error" ? mistakeIn(explanation, asked, random) : null;
  if (level === "error" && mistake === null) {
    throw new OptionError(
      `worksheet: rounded to ${significantDigits} significant digits, no line can be wrong so that it shows. Take more digits.`,
    );
  }
  return { seed, name, level, explanation, mistake, link: linkFor(options, name) };
}

interface Drawn {
  readonly explanation: Explanation;
  readonly asked: Asked;
}

/** What is asked for beside the lab's sheet; nothing of what is so unless it is asked for. */
function linkFor(options: WorksheetOptions, name: string | null): string | null {
  const told = settingsIn(options);
  const usual: Readonly<Record<string, unknown>> = settingsIn(USUAL);
  if (told.activation === null || told.loss === null || told.optimizer === null) return null;
  const other = Object.entries(told).filter(([key, value]) => JSON.stringify(value) !== JSON.stringify(usual[key]));
  return linkOf({ seed: String(options.seed), ...(name !== null && { name }), ...Object.fromEntries(other) });
}

function settingsIn({ level, sizes, significantDigits, activation, loss, optimizer }: Omit<WorksheetOptions, "seed">) {
  const all = { level, sizes, significantDigits };
  const components = { activation: described(activation), loss: described(loss), optimizer: described(optimizer) };
  const said = Object.entries({ ...all, ...components }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said) as { -readonly [Name in keyof typeof components]?: (typeof components)[Name] };
}

/** After so many such draws, others won't be better. */
const MOST_HOPELESS = 3;

/** Whether it is likely to be the components: a derivative that is wrong, or an optimizer that makes nothing of a gradient. */
function isHopeless({ check, update }: Explanation): boolean {
  return check.verdict === "wrong" || (update!.after === update!.before && update!.gradient !== 0);
}

/** In one form of Unicode, with single spaces: the same name gives the same sheet, however it was typed. */
function checkName(name: string): string {
  const tidied =
    typeof name === "string"
      ? name
          .normalize("NFC")
          .replace(/[\s\p{Cc}]+/gu, " ")
          .trim()
      : "";
  if (/\p{L}/u.test(tidied)) return tidied;
  throw new OptionError(`worksheet: name must be a name, as in { name: "Ada" }, but is ${show(name)}.`);
}

/** Beyond so many weights there is more to calculate than a student would. */
const MOST_WEIGHTS = 10_000;

function checkSizes(given: readonly number[]): number[] {
  if (!Array.isArray(given) || given.length < 2) {
    throw new OptionError(
      `worksheet: sizes must be the numbers of inputs, hidden units and outputs, as in [2, 2, 1], but is ${show(given)}.`,
    );
  }
  // Looked at before it is copied: a list may have room for more than there is memory.
  for (let i = 0; i < given.length; i++) positiveInteger(`worksheet: sizes[${i}]`, given[i] as number);
  const sizes: number[] = Array.from(given as readonly number[]);
  const weights = sizes.slice(1).reduce((sum, units, i) => sum + sizes[i]! * units, 0);
  if (weights <= MOST_WEIGHTS) return sizes;
  throw new OptionError(
    `worksheet: these sizes make ${weights} weights, but a sheet has at most ${MOST_WEIGHTS}: it is done by hand.`,
  );
}

/** A whole number from 0 to one below the bound. */
function below(random: Random, bound: number): number {
  return Math.floor(random() * bound);
}

/** 0 or 1; of several numbers, one is 1. */
function targetOf(random: Random, size: number): number[] {
  if (size === 1) return [below(random, 2)];
  const [chosen] = permutation(random, size);
  return Array.from({ length: size }, (_, i) => (i === chosen ? 1 : 0));
}
