import type { Data } from "@nn/core";
import { checkNetwork, checkOptions, type Loss, type Network } from "@nn/core/component";
import type { GradientComparison, Kink, Verdict } from "@nn/core/gradients";
import { checkLanguage } from "../languages/check.js";
import { english } from "../languages/english.js";
import type { CheckedLayer, Language } from "../languages/language.js";
import { GradientRun } from "../passes/run.js";
import { plainNotation } from "../render/notation/plain.js";
import { behind, type Place } from "./where-to-look.js";

/** The element of a parameter whose derivative the measurement speaks most against. */
export interface CheckedParameter {
  /** The network's name for the parameter: `"0.weight"`. */
  readonly name: string;
  /** The element's index. */
  readonly element: number;
  /** The derivative by back-propagation. */
  readonly gradient: number;
  /** The derivative that differences of the loss give; at a kink, the middle of the slopes on both sides. */
  readonly measured: number;
  /** How far the derivative may be from that; at a kink, how far either slope may be. */
  readonly uncertainty: number;
  /** The slopes on both sides, where the loss has a kink; `null` where it has none. */
  readonly kink: Kink | null;
  /** What follows: of this element, which is the parameter's worst. */
  readonly verdict: Verdict;
  /** How many of the parameter's elements have each verdict. */
  readonly counts: Readonly<Record<Verdict, number>>;
}

/** What {@link checkGradients} found. */
export interface GradientCheck {
  /** One row for each parameter. */
  readonly parameters: readonly CheckedParameter[];
  /** Whether none of them is wrong. */
  readonly agrees: boolean;
  /**
   * Where to look first, such as `"layer 1, Dense(3 → 2, cube)"`: the last layer with a derivative that is wrong, as errors go
   * from there to the layers before it. `null` where none is.
   */
  readonly suspect: string | null;
  /** The rows as a table for a terminal; in English, unless another language is given. */
  table(options?: { readonly language?: Language }): string;
}

/**
 * Compares a network's gradients with differences of its loss: each parameter's worst element. For layers, activations
 * and losses of your own, in the network that they are used in; any layers will do. The network is left as it is, and
 * the comparison is made in float64. What counts as right, as wrong, and as too small to be measured is told at
 * `compareGradients` of `@nn/core/gradients`.
 *
 * It costs four forward passes for each number of the parameters, some thirty to a hundred for one that isn't borne out at
 * once, and two hundred for one that looks wrong: meant for small networks and few examples.
 *
 * @throws OptionError for a loss that isn't one; DataError or ShapeError for data that doesn't fit the network, and for
 *   a loss that isn't finite, there or on either side.
 *
 * @example
 * const network = new Sequential([new Dense(2, 2), new Dense(2, 1)], { seed: 1 });
 * const check = checkGradients(network, { inputs: [[-2, -1], [25, 6]], targets: [1, 0] }, meanSquaredError);
 * check.agrees; // => true
 * check.parameters.map(({ name }) => name); // => ["0.weight", "0.bias", "1.weight", "1.bias"]
 * check.suspect; // => null
 * console.log(check.table());
 */
export function checkGradients(network: Network, data: Data, loss: Loss): GradientCheck {
  const run = new GradientRun(checkNetwork("checkGradients", network), data, loss);
  run.checkFinite("checkGradients");
  const gradients = Float64Array.from(run.gradients());
  const { allPlaces, places } = network.stack;
  const claims = Array.from(allPlaces, ({ parameters }) => [...parameters])
    .flat()
    .map(({ fullName, offset, size }) => {
      const part = (values: Float64Array | Float32Array) => values.subarray(offset, offset + size);
      return [fullName, { values: part(run.parameters), gradient: part(gradients) }] as const;
    });
  const compared = run.compare("checkGradients", Object.fromEntries(claims));
  const parameters = compared.map(({ claimed, ...found }) => ({ ...found, gradient: claimed }));
  const verdicts = new Map(parameters.map(({ name, verdict }) => [name, verdict]));
  const has = (verdict: Verdict) => (place: Place) =>
    place.parameters.some(({ fullName }) => verdicts.get(fullName) === verdict);
  const suspect = Array.from(allPlaces).reverse().find(has("wrong"));
  return {
    parameters,
    agrees: suspect === undefined,
    suspect: suspect?.label ?? null,
    table: (options = {}) => {
      checkOptions("table", options, ["language"]);
      const { language = english } = options;
      const table = tableOf(compared, checkLanguage("table", language));
      if (suspect === undefined) return table.join("\n");
      const sources = behind(suspect, places, has("right"));
      const ofLoss = sources.loss ? loss.name : undefined;
      return [...table, "", language.gradientCheck.whereToLook(named(suspect), sources.layers.map(named), ofLoss)].join(
        "\n",
      );
    },
  };
}

/** As many digits as a derivative and its differences may have in common. */
const DIGITS = 10;

const named = ({ path, layer }: Place): CheckedLayer => ({ path, name: layer.name });

function tableOf(compared: readonly GradientComparison[], language: Language): string[] {
  const { gradientCheck: words } = language;
  const notation = plainNotation({ language, digits: null });
  const show = (value: number): string => notation.number(Number(value.toPrecision(DIGITS)));
  // Two words stand on two lines: most tables then have room in 80 columns.
  const header = [...words.header, ""].map((title) => title.split(" "));
  const titles = [1, 0].map((line) => header.map((title) => title.at(-1 - line) ?? ""));
  const rows = compared.map(({ name, element, claimed, measured, uncertainty, kink, verdict, counts }) => {
    const all = counts.right + counts.wrong + counts.unmeasurable;
    const some = counts[verdict] < all ? words.some(counts[verdict], all) : "";
    const slopes = kink === null ? "" : words.kink(show(kink.left), show(kink.right));
    return [
      name,
      String(element),
      show(claimed),
      show(measured),
      show(uncertainty),
      words.verdicts[verdict] + some + slopes,
    ];
  });
  const widths = header.map((_, column) => Math.max(...[...titles, ...rows].map((row) => row[column]!.length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => (column % 5 === 0 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!)))
      .join("  ")
      .trimEnd();
  return [
    ...titles.map(line),
    widths
      .map((width) => "─".repeat(width))
      .join("  ")
      .trimEnd(),
    ...rows.map(line),
  ];
}
