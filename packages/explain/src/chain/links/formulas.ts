import { tidy } from "../../formula/derivatives/tidy.js";
import { evaluate } from "../../formula/evaluate.js";
import {
  callOf,
  type Expression,
  isNumber,
  mentions,
  numberOf,
  productOf,
  substitute,
  sumOf,
  symbolOf,
} from "../../formula/expression.js";
import { abridged, MOST_TERMS } from "../../formula/symbols.js";
import type { ParameterName } from "../names.js";
import type { NamedNumber } from "../numbers.js";
import type { Rounding } from "../rounding.js";
import { type Ends, type Link, type Traced, traced } from "./link.js";
import { largestOf, type Reduction, type Template } from "./template.js";

/** What a letter stands for: a number before, a parameter, or a number that no formula names. */
export type Read = number | NamedNumber | { readonly constant: number };

/** By letter: one, or several under a sum, a mean or a maximum. */
export type Reads = Readonly<Record<string, Read | readonly Read[]>>;

/** A number by what stands for it in formulas, with its value. */
interface Leaf {
  readonly symbol: Expression;
  readonly value: number;
  /** What it is told from others by: `"x3"`, `"w3"`; none of a constant. */
  readonly key: string | null;
}

/** An output's numbers: those that letters stand for, and those under the reductions, one by one. */
interface Resolved {
  readonly single: ReadonlyMap<string, Leaf>;
  readonly inside: readonly (readonly ReadonlyMap<string, Leaf>[])[];
  /** What stands for the letters and the reductions in the formula around these, and their values. */
  readonly symbols: ReadonlyMap<string, Expression>;
  readonly values: Readonly<Record<string, number>>;
}

/** What is known of one example. */
interface Known {
  readonly ends: Ends;
  readonly resolved: readonly Resolved[];
  readonly reached: Reached;
  /** The derivatives that were asked for, by the key of what they are with respect to. */
  readonly slopes: Map<string, ReadonlyMap<number, Traced>>;
}

/** Numbers that come about by one formula, of numbers before, parameters, and what the layer remembers. */
export class Formulas implements Link {
  readonly outputNames: readonly string[];
  readonly givesSums = false;
  readonly isPassedOver = false;
  readonly isInNumbers = false;
  readonly #template: Template;
  readonly #readsAt: (output: number, before: readonly number[]) => Reads;
  readonly #parameters: ReadonlySet<string>;
  readonly #rounding: Rounding;
  #last: Known | undefined;

  /** @param parameters - The network's names for those that it may read. */
  constructor(
    outputNames: readonly string[],
    template: Template,
    readsAt: (output: number, before: readonly number[]) => Reads,
    parameters: readonly string[],
    rounding: Rounding,
  ) {
    this.outputNames = outputNames;
    this.#template = template;
    this.#readsAt = readsAt;
    this.#parameters = new Set(parameters);
    this.#rounding = rounding;
  }

  has({ fullName }: ParameterName): boolean {
    return this.#parameters.has(fullName);
  }

  forward(inputs: readonly number[]): number[] {
    return this.outputNames.map((_, output) => {
      return evaluate(this.#template.outer, this.#resolved(inputs, null, output).values);
    });
  }

  output(ends: Ends, output: number): Traced {
    const own = this.#at(ends).resolved[output]!;
    return { formula: tidy(substitute(this.#template.outer, own.symbols)), value: ends.outputs[output]! };
  }

  slopes(ends: Ends, input: number): ReadonlyMap<number, Traced> {
    return this.#slopes(ends, `x${input}`);
  }

  parameterSlopes(ends: Ends, { name }: ParameterName): ReadonlyMap<number, Traced> {
    return this.#slopes(ends, name);
  }

  #slopes(ends: Ends, key: string): ReadonlyMap<number, Traced> {
    const { resolved, reached, slopes } = this.#at(ends);
    const known = slopes.get(key);
    if (known !== undefined) return known;
    const found = new Map(
      (reached.get(key) ?? []).flatMap((output) => {
        const slope = this.#slopeOf(resolved[output]!, key);
        return slope === null ? [] : [[output, slope]];
      }),
    );
    slopes.set(key, found);
    return found;
  }

  /** ∂output/∂number; `null` for an output that doesn't change with it, as the largest of others. */
  #slopeOf(own: Resolved, key: string): Traced | null {
    const { reductions } = this.#template;
    // Of most, the formula is never asked for.
    const terms: (readonly [formula: () => Expression, value: number])[] = [];
    const outerBy = (symbol: string): [() => Expression, number] => {
      const derivative = this.#template.derivative(symbol);
      return [() => substitute(derivative, own.symbols), evaluate(derivative, own.values)];
    };
    for (const [letter, leaf] of own.single) {
      if (leaf.key === key && mentions(this.#template.outer, letter)) terms.push(outerBy(letter));
    }
    for (const [i, reduction] of reductions.entries()) {
      for (const [at, leaves] of own.inside[i]!.entries()) {
        if (reduction.kind === "max" && at !== this.#chosen(reduction, own.inside[i]!)) continue;
        for (const [letter, leaf] of leaves) {
          if (leaf.key !== key || !mentions(reduction.inside, letter)) continue;
          const inner = this.#template.derivative(letter, reduction);
          const [outer, outerValue] = outerBy(reduction.name);
          const count = reduction.kind === "mean" ? own.inside[i]!.length : 1;
          const formula = (): Expression => {
            const factors = [outer(), substitute(inner, symbolsOf(leaves))].filter((factor) => !isNumber(factor, 1));
            return count === 1 ? productOf(factors) : callOf("divide", productOf(factors), numberOf(count));
          };
          const innerValue = evaluate(inner, valuesOf(leaves));
          // 0 for what stands still, also where the derivative around it is infinite, as that of a root at 0.
          terms.push([formula, innerValue === 0 ? 0 : (outerValue * innerValue) / count]);
        }
      }
    }
    if (terms.length === 0) return null;
    const value = this.#rounding.round(terms.reduce((sum, [, value]) => sum + value, 0));
    return traced(value, () => ({ formula: tidy(sumOf(terms.map(([formula]) => formula()))) }));
  }

  /** Of equal numbers, the first is the largest. */
  #chosen({ inside }: Reduction, rows: readonly ReadonlyMap<string, Leaf>[]): number {
    const values = rows.map((leaves) => evaluate(inside, valuesOf(leaves)));
    return values.reduce((best, value, at) => (value > values[best]! ? at : best), 0);
  }

  #at(ends: Ends): Known {
    if (this.#last?.ends !== ends) {
      const resolved = this.outputNames.map((_, output) => this.#resolved(ends.inputs, ends.inputNames, output));
      this.#last = { ends, resolved, reached: reachedBy(resolved), slopes: new Map() };
    }
    return this.#last;
  }

  #reduced({ kind, inside }: Reduction, rows: readonly ReadonlyMap<string, Leaf>[]): number {
    const values = rows.map((leaves) => evaluate(inside, valuesOf(leaves)));
    if (kind === "max") return Math.max(...values);
    const sum = this.#rounding.sum(values);
    return kind === "sum" ? sum : sum / values.length;
  }

  /** @param names - What the inputs are called; `null` where no formula is asked for. */
  #resolved(inputs: readonly number[], names: readonly string[] | null, output: number): Resolved {
    const leafOf = (read: Read): Leaf => {
      if (typeof read === "number") {
        return { symbol: symbolOf(names?.[read] ?? "x"), value: inputs[read]!, key: `x${read}` };
      }
      if ("constant" in read) return { symbol: numberOf(read.constant), value: read.constant, key: null };
      const { name } = read.parameter;
      return { symbol: symbolOf(name), value: read.value, key: name };
    };
    const single = new Map<string, Leaf>();
    const several = new Map<string, readonly Leaf[]>();
    for (const [letter, read] of Object.entries(this.#readsAt(output, inputs))) {
      if (Array.isArray(read)) several.set(letter, (read as readonly Read[]).map(leafOf));
      else single.set(letter, leafOf(read as Read));
    }
    const inside = this.#template.reductions.map(({ inside }) => {
      const lists = [...several].filter(([letter]) => mentions(inside, letter));
      const length = lists[0]?.[1].length ?? 1;
      return Array.from(
        { length },
        (_, i) => new Map([...single, ...lists.map(([letter, list]) => [letter, list[i]!] as const)]),
      );
    });
    const symbols = symbolsOf(single);
    const values = valuesOf(single);
    for (const [i, reduction] of this.#template.reductions.entries()) {
      const rows = inside[i]!;
      values[reduction.name] = this.#reduced(reduction, rows);
      if (names === null) continue;
      symbols.set(reduction.name, written(reduction, rows));
    }
    return { single, inside, symbols, values };
  }
}

/** The outputs that read a number, by its key. */
type Reached = ReadonlyMap<string, readonly number[]>;

function reachedBy(resolved: readonly Resolved[]): Reached {
  const reached = new Map<string, number[]>();
  for (const [output, { single, inside }] of resolved.entries()) {
    const keys = [single, ...inside.flat()].flatMap((leaves) => [...leaves.values()].map(({ key }) => key));
    for (const key of new Set(keys)) {
      if (key !== null) reached.set(key, [...(reached.get(key) ?? []), output]);
    }
  }
  return reached;
}

function symbolsOf(leaves: ReadonlyMap<string, Leaf>): Map<string, Expression> {
  return new Map([...leaves].map(([letter, { symbol }]) => [letter, symbol]));
}

function valuesOf(leaves: ReadonlyMap<string, Leaf>): Record<string, number> {
  return Object.fromEntries([...leaves].map(([letter, { value }]) => [letter, value]));
}

/** A reduction as it is written: beyond six terms, with an ellipsis. */
function written({ kind, inside }: Reduction, rows: readonly ReadonlyMap<string, Leaf>[]): Expression {
  const terms = rows.map((leaves) => substitute(inside, symbolsOf(leaves)));
  if (kind === "sum") return abridged(terms);
  if (kind === "mean") return callOf("divide", abridged(terms), numberOf(terms.length));
  const isLong = terms.length > MOST_TERMS;
  return largestOf(isLong ? [terms[0]!, terms[1]!, symbolOf("ellipsis"), terms.at(-1)!] : terms);
}
