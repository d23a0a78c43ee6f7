import type { PathChain } from "../explanation/derivation.js";
import type { Explanation } from "../explanation/explanation.js";
import type { Product } from "../explanation/steps.js";
import type { Update } from "../explanation/update.js";
import {
  derivative,
  type FormulaPart,
  formula,
  type Mathematics,
  type NumberPart,
  number,
} from "../render/document.js";
import { MOST_DIGITS } from "../render/found.js";
import { lastPlace } from "../tolerance.js";

/** A line of a worksheet, whose number is to be found or looked at. */
export interface WorksheetLine {
  /** What the number is of: z_h1, ∂o1/∂h1. */
  readonly symbol: Mathematics;
  /** How it is computed; `null` where there is no formula, and where that is to be found as well. */
  readonly formula: FormulaPart | null;
  /** The right number, given those of the lines before. */
  readonly value: number;
  /** How far what a student finds may be from it: one unit in the last digit. */
  readonly tolerance: number;
  /** Whether the sheet says what the number is of: at the level `"path"` it doesn't, along the path. */
  readonly isNamed: boolean;
}

/** A line, and whether it belongs to the derivative. */
export type FoundLine = Omit<WorksheetLine, "isNamed"> & { readonly isFactor: boolean };

/** The numbers of an explanation, as a sheet has a line for each. */
export function linesOf({ forward, chain, parameter, update, significantDigits }: Explanation): FoundLine[] {
  const digits = significantDigits ?? MOST_DIGITS;
  const line = (symbol: Mathematics, source: string | null, value: number, isFactor: boolean): FoundLine => ({
    symbol,
    formula: source === null ? null : formula(source),
    value,
    tolerance: lastPlace(value, digits),
    isFactor,
  });
  const shown = new Set<string>();
  const ofProduct = (symbol: Mathematics, { slope, named, formula: source, value }: Product): FoundLine[] => {
    const own = line(symbol, named ?? source, value, true);
    if (slope === undefined || shown.has(slope.symbol)) return [own];
    shown.add(slope.symbol);
    return [line(formula(slope.symbol), null, slope.value, true), own];
  };
  const gradient = derivative("L", parameter.name);
  const ofPaths = ({ neurons: { paths, value } }: PathChain): FoundLine[] => [
    ...paths.flatMap(({ factors, value }) => {
      const fresh = factors.filter(({ of, by }) => !shown.has(`${of} ${by}`));
      for (const { of, by } of factors) shown.add(`${of} ${by}`);
      return [
        ...fresh.flatMap((factor) => ofProduct(derivative(factor.of, factor.by), factor)),
        line(paths.length === 1 ? gradient : { kind: "derivatives", factors }, null, value, true),
      ];
    }),
    ...(paths.length === 1 ? [] : [line(gradient, null, value, true)]),
  ];
  return [
    ...forward.map((step) => line(formula(step.symbol), step.formula, step.value, false)),
    ...(chain.kind === "paths"
      ? ofPaths(chain)
      : [
          ...chain.deltas.flatMap((delta) => ofProduct(formula(delta.symbol), delta)),
          ...ofProduct(derivative(chain.last.of, chain.last.by), chain.last),
        ]),
    ...(update === null ? [] : ofUpdate(update, parameter.name, line)),
  ];
}

type Line = (symbol: Mathematics, source: string | null, value: number, isFactor: boolean) => FoundLine;

/** The rule's lines; of one that isn't told, what is after it. */
function ofUpdate({ lines, after, slots }: Update, parameter: string, line: Line): FoundLine[] {
  if (lines.length === 0) {
    return [{ symbol: parameter, value: after }, ...slots].map(({ symbol, value }) =>
      line(formula(symbol), null, value, false),
    );
  }
  return lines.flatMap(({ symbol, formula: source, value, change }) => {
    const whole = line(formula(symbol), source, value, false);
    if (change === undefined) return [whole];
    // It has the places of its change.
    const { tolerance } = line(whole.symbol, null, change.value, false);
    const isNamed = change.formula === null || /^\w+$/.test(change.formula);
    const own = isNamed ? [] : [line(formula(change.formula!), null, change.value, false)];
    return [...own, { ...whole, tolerance: symbol === parameter ? tolerance : whole.tolerance }];
  });
}

/** A line's number with zeros down to its last place. */
export function shownNumber({ value, tolerance }: Pick<WorksheetLine, "value" | "tolerance">): NumberPart {
  const zeros = value === 0 ? 1 : Math.floor(Math.log10(Math.abs(value))) - Math.round(Math.log10(tolerance)) + 1;
  return zeros > MOST_DIGITS ? number(value) : { ...number(value), zeros };
}
