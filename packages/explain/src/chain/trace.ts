import type { Loss } from "@nn/core/component";
import type { Equation, Factor, Given, Step } from "../explanation/steps.js";
import { tidy } from "../formula/derivatives/tidy.js";
import { callOf, type Expression, mentions, numberOf, symbolOf } from "../formula/expression.js";
import { abridged, isNamedInSum, type LossSymbols, symbolsOfLoss, writtenOut } from "../formula/symbols.js";
import { sourceOf } from "../formula/text/source.js";
import { chunked } from "../passes/chunked.js";
import type { Chain } from "./chain.js";
import type { ComponentRunner } from "./links/component-runner.js";
import { type Ends, namedEnds, once, type Traced, traced } from "./links/link.js";
import { type Named, PassNumbers } from "./named-numbers.js";
import { inExample } from "./names.js";
import type { Rounding } from "./rounding.js";
import { stepOf, type Values } from "./step.js";

/** The examples as they were written down. */
export interface Batch {
  /** One list for each example. */
  readonly inputs: readonly (readonly number[])[];
  /** As formulas have them: with a number for each output where the loss's own are class numbers. */
  readonly targets: readonly (readonly number[])[];
  /** As the loss's code takes them. */
  readonly ownTargets: readonly (readonly number[])[];
  /** `null` where a prediction alone is looked at: there are no targets then. */
  readonly loss: Loss | null;
  /** How many outputs are one row, which the loss's formula is about; an example's loss is the mean of its rows'. */
  readonly rowSize: number;
}

/** A forward pass of which every number was written down, rounded, and used so from there on. */
export class Trace {
  /** By example, then by link. */
  readonly ends: readonly (readonly Ends[])[];
  readonly #chain: Chain;
  readonly #rounding: Rounding;
  readonly #lossSymbols: LossSymbols | undefined;
  readonly #batch: Batch;
  readonly #passed: PassNumbers;
  /** What was named besides: losses and derivatives. */
  readonly #noted: Map<string, number> = new Map();
  /** Each example's own. */
  readonly #losses: readonly number[];
  readonly #lossGradient: readonly number[];

  constructor(chain: Chain, batch: Batch, rounding: Rounding, runner: ComponentRunner) {
    const { inputs, targets, ownTargets, loss } = batch;
    this.#chain = chain;
    this.#rounding = rounding;
    this.#lossSymbols = loss === null ? undefined : symbolsOfLoss(loss);
    this.#batch = batch;
    this.ends = inputs.map((row, example) => this.#pass(row, example));
    this.#passed = new PassNumbers(inputs, targets, this.ends);
    if (loss === null) {
      this.#losses = [];
      this.#lossGradient = [];
      return;
    }
    const predictions = this.ends.map((ends) => ends.at(-1)!.outputs);
    this.#losses = runner.lossValues(loss, predictions.flat(), ownTargets.flat(), inputs.length).map(rounding.round);
    this.#losses.forEach((value, example) => void this.#noted.set(this.lossName(example), value));
    this.#lossGradient = predictions.flatMap((row, example) =>
      runner.lossGradient(loss, row, ownTargets[example]!, 1).map(rounding.round),
    );
  }

  /** Whether there is a loss that no formula is known of. */
  get isLossUnknown(): boolean {
    return this.#batch.loss !== null && this.#lossSymbols === undefined;
  }

  /** The first number that isn't finite, by its name. */
  get beyond(): string | undefined {
    for (const [example, ends] of this.ends.entries()) {
      for (const { outputs, outputNames } of ends) {
        const at = outputs.findIndex((value) => !Number.isFinite(value));
        if (at >= 0) return outputNames[at];
      }
      if (!Number.isFinite(this.#losses[example] ?? 0)) return this.lossName(example);
    }
    return undefined;
  }

  /** The inputs and targets of these names, and the parameters. */
  given(named: Named): Given[] {
    const { inputs, targets } = this.#batch;
    const examples = inputs.flatMap((row, example) => {
      if (!named.hasOf(example)) return [];
      const own = (letter: string, values: readonly number[] = []): Given[] =>
        values.map((value, i) => ({ symbol: this.#name(`${letter}${i + 1}`, example), value }));
      return [...own("x", row), ...own("t", targets[example])].filter(({ symbol }) => named.has(symbol));
    });
    const { numbers } = this.#chain;
    const parameters = numbers.names.inOrder(named);
    return [...examples, ...parameters.map(({ name }) => ({ symbol: name, value: numbers.named(name)!.value }))];
  }

  /**
   * The equations of these names, in the order of the pass: weighted sums and outputs, and at the end the loss. They are
   * gone through backwards; what an equation names is added to the names.
   */
  equations(named: Named): Equation[] {
    const equations: Equation[] = [];
    const tell = (symbol: string, tracedOf: () => Traced, others: readonly string[] = []): void => {
      if (!named.has(symbol)) return;
      const equation = this.step(symbol, tracedOf());
      named.addFrom(equation.formula);
      for (const name of others) named.add(name);
      equations.push(equation);
    };
    const { length } = this.#losses;
    const names = this.#losses.map((_, example) => this.lossName(example));
    if (length > 1) {
      const value = this.#rounding.sum(this.#losses) / length;
      tell("L", () => ({ formula: meanOf(names.map(symbolOf)), value }));
    }
    for (let example = length - 1; example >= 0; example--) tell(names[example]!, () => this.#lossOf(example));
    for (let example = this.ends.length - 1; example >= 0; example--) {
      if (!named.hasOf(example)) continue;
      for (let at = this.#chain.links.length - 1; at >= 0; at--) {
        const link = this.#chain.links[at]!;
        const ends = this.ends[example]![at]!;
        // Layers without formulas take all their inputs.
        const taken = link.isInNumbers ? ends.inputNames.filter((_, i, { length }) => isNamedInSum(i, length)) : [];
        for (let output = ends.outputs.length - 1; output >= (link.passed?.length ?? 0); output--) {
          tell(ends.outputNames[output]!, () => link.output(ends, output), taken);
        }
      }
    }
    return equations.reverse();
  }

  /** A derivative, with the names of this pass in its formula. */
  factor(of: string, by: string, traced: Traced): Factor {
    return { of, by, ...this.#step(traced) };
  }

  /** A derivative that later formulas may name. */
  note(symbol: string, value: number): void {
    this.#noted.set(symbol, value);
  }

  /** A named number that no other formula uses. */
  step(symbol: string, traced: Traced): Equation {
    return { symbol, ...this.#step(traced) };
  }

  /** What an example's own loss is called. */
  lossName(example: number): string {
    return this.#name("L", example);
  }

  /** The derivative of the example's loss with respect to an output of the network. */
  lossSlope(example: number, output: number): Traced {
    const { outputs } = this.ends[example]!.at(-1)!;
    const { rowSize } = this.#batch;
    return traced(this.#lossGradient[example * outputs.length + output]!, () =>
      this.#lossFormula(example, ({ gradient }, rows) => {
        const formula = writtenOut(gradient, rows[Math.floor(output / rowSize)]!, output % rowSize);
        return rows.length === 1 ? formula : callOf("divide", formula, numberOf(rows.length));
      }),
    );
  }

  #step({ formula, named, meaning, clipped, value }: Traced): Step {
    const { round, tolerance } = this.#rounding;
    const values: Values = { get: (name) => clipped?.get(name) ?? this.#valueOf(name) };
    return {
      ...stepOf(formula, round(value), values, tolerance, meaning),
      ...(named && { named: sourceOf(named) }),
      ...(clipped && { clipped: [...clipped].map(([symbol, value]) => ({ symbol, value })) }),
    };
  }

  #valueOf(name: string): number | undefined {
    return this.#noted.get(name) ?? this.#chain.numbers.named(name)?.value ?? this.#passed.get(name);
  }

  #pass(row: readonly number[], example: number): Ends[] {
    let inputs = row;
    let inputNames = once(() => row.map((_, i) => this.#name(`x${i + 1}`, example)));
    return this.#chain.links.map((link) => {
      const outputs = link.forward(inputs).map(this.#rounding.round);
      const before = inputNames;
      const after = once(() => [
        ...(link.passed ?? []).map((input) => before()[input]!),
        ...link.outputNames.map((name) => this.#name(name, example)),
      ]);
      const ends = namedEnds(inputs, outputs, before, after);
      inputs = outputs;
      inputNames = after;
      return ends;
    });
  }

  #lossOf(example: number): Traced {
    const formula = this.#lossFormula(example, ({ value }, rows) =>
      meanOf(rows.map((row) => writtenOut(value, row, 0))),
    );
    return { ...formula, value: this.#losses[example]! };
  }

  #lossFormula(
    example: number,
    written: (symbols: LossSymbols, rows: readonly (readonly ReadonlyMap<string, Expression>[])[]) => Expression,
  ): Pick<Traced, "formula" | "clipped"> {
    if (this.#lossSymbols === undefined) return { formula: null };
    const { outputNames, outputs } = this.ends[example]!.at(-1)!;
    const own = outputNames.map(
      (name, i) =>
        new Map([
          ["p", symbolOf(name)],
          ["t", symbolOf(this.#name(`t${i + 1}`, example))],
        ]),
    );
    const formula = tidy(written(this.#lossSymbols, chunked(own, this.#batch.rowSize)));
    const [least, most] = this.#batch.loss?.formula?.clip ?? [-Infinity, Infinity];
    const clipped = outputNames
      .map((name, i) => [name, Math.min(Math.max(outputs[i]!, least), most)] as const)
      .filter(([name, value], i) => value !== outputs[i] && mentions(formula, name));
    return clipped.length === 0 ? { formula } : { formula, clipped: new Map(clipped) };
  }

  #name(name: string, example: number): string {
    return inExample(name, example, this.#batch.inputs.length);
  }
}

/** Their mean; one is its own. */
function meanOf(terms: readonly Expression[]): Expression {
  return terms.length === 1 ? terms[0]! : callOf("divide", abridged(terms), numberOf(terms.length));
}
