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
import type { Rounding } from "../rounding.js";
import type { Ends, Link, Traced } from "./link.js";
import type { NamedNumber } from "./sums.js";
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
  /** The reductions' values. */
  readonly reduced: readonly number[];
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
  #last: { readonly ends: Ends; readonly resolved: readonly Resolved[]; readonly reached: Reached } | undefined;

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
    return this.outputNames.map((_, output) => this.#valueOf(this.#resolved(inputs, null, output)));
  }

  output(ends: Ends, output: number): Traced {
    const own = this.#at(ends).resolved[output]!;
    const reductions = this.#template.reductions.map((reduction, i): [string, Expression] => {
      const terms = own.inside[i]!.map((leaves) => substitute(reduction.inside, symbolsOf(leaves)));
      return [reduction.name, written(reduction, terms)];
    });
    const formula = tidy(substitute(this.#template.outer, new Map([...symbolsOf(own.single), ...reductions])));
    return { formula, value: ends.outputs[output]! };
  }

  slopes(ends: Ends, input: number): ReadonlyMap<number, Traced> {
    return this.#slopes(ends, `x${input}`);
  }

  parameterSlopes(ends: Ends, { name }: ParameterName): ReadonlyMap<number, Traced> {
    return this.#slopes(ends, name);
  }

  #slopes(ends: Ends, key: string): ReadonlyMap<number, Traced> {
    const { resolved, reached } = this.#at(ends);
    return new Map(
      (reached.get(key) ?? []).flatMap((output) => {
        const slope = this.#slopeOf(resolved[output]!, key);
        return slope === null ? [] : [[output, slope]];
      }),
    );
  }

  /** ∂output/∂number; `null` for an output that doesn't change with it, as the largest of others. */
  #slopeOf(own: Resolved, key: string): Traced | null {
    const { reductions } = this.#template;
    const terms: (readonly [formula: Expression, value: number])[] = [];
    const reducedSymbols = new Map(
      reductions.map((reduction, i) => {
        const inside = own.inside[i]!.map((leaves) => substitute(reduction.inside, symbolsOf(leaves)));
        return [reduction.name, written(reduction, inside)] as const;
      }),
    );
    const symbols = new Map([...symbolsOf(own.single), ...reducedSymbols]);
    const values = { ...valuesOf(own.single), ...this.#reducedValues(own) };
    const outerBy = (symbol: string): [Expression, number] => {
      const derivative = this.#template.derivative(symbol);
      return [substitute(derivative, symbols), evaluate(derivative, values)];
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
          const factors = [outer, substitute(inner, symbolsOf(leaves))].filter((factor) => !isNumber(factor, 1));
          const formula = productOf(factors);
          terms.push([
            count === 1 ? formula : callOf("divide", formula, numberOf(count)),
            (outerValue * evaluate(inner, valuesOf(leaves))) / count,
          ]);
        }
      }
    }
    if (terms.length === 0) return null;
    const value = this.#rounding.round(terms.reduce((sum, [, value]) => sum + value, 0));
    return { formula: tidy(sumOf(terms.map(([formula]) => formula))), value };
  }

  /** Of equal numbers, the first is the largest. */
  #chosen({ inside }: Reduction, rows: readonly ReadonlyMap<string, Leaf>[]): number {
    const values = rows.map((leaves) => evaluate(inside, valuesOf(leaves)));
    return values.reduce((best, value, at) => (value > values[best]! ? at : best), 0);
  }

  #valueOf(own: Resolved): number {
    return evaluate(this.#template.outer, { ...valuesOf(own.single), ...this.#reducedValues(own) });
  }

  #reducedValues({ reduced }: Resolved): Record<string, number> {
    return Object.fromEntries(this.#template.reductions.map(({ name }, i) => [name, reduced[i]!]));
  }

  #at(ends: Ends): { readonly resolved: readonly Resolved[]; readonly reached: Reached } {
    if (this.#last?.ends !== ends) {
      const resolved = this.outputNames.map((_, output) => this.#resolved(ends.inputs, ends.inputNames, output));
      this.#last = { ends, resolved, reached: reachedBy(resolved) };
    }
    return this.#last;
  }

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
    const reduced = this.#template.reductions.map(({ kind, inside: expression }, i) => {
      const values = inside[i]!.map((leaves) => evaluate(expression, valuesOf(leaves)));
      if (kind === "max") return Math.max(...values);
      const sum = this.#rounding.sum(values);
      return kind === "sum" ? sum : sum / values.length;
    });
    return { single, inside, reduced };
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

/** A reduction of terms as it is written: beyond six, with an ellipsis. */
function written({ kind }: Reduction, terms: readonly Expression[]): Expression {
  if (kind === "sum") return abridged(terms);
  if (kind === "mean") return callOf("divide", abridged(terms), numberOf(terms.length));
  const isLong = terms.length > MOST_TERMS;
  return largestOf(isLong ? [terms[0]!, terms[1]!, symbolOf("ellipsis"), terms.at(-1)!] : terms);
}
