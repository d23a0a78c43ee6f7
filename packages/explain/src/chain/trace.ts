import type { Loss } from "@nn/core/component";
import { chunked } from "../chunked.js";
import type { Equation, Factor, Given, Step } from "../explanation/steps.js";
import { tidy } from "../formula/derivatives/tidy.js";
import { callOf, type Expression, mentions, numberOf, symbolOf } from "../formula/expression.js";
import { abridged, type LossSymbols, symbolsOfLoss, writtenOut } from "../formula/symbols.js";
import { sourceOf } from "../formula/text/source.js";
import type { Chain } from "./chain.js";
import type { ComponentRunner } from "./links/component-runner.js";
import type { Ends, Traced } from "./links/link.js";
import { inExample } from "./names.js";
import type { Rounding } from "./rounding.js";
import { stepOf } from "./step.js";

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
  readonly given: readonly Given[];
  readonly forward: readonly Equation[];
  /** By example, then by link. */
  readonly ends: readonly (readonly Ends[])[];
  readonly #rounding: Rounding;
  readonly #lossSymbols: LossSymbols | undefined;
  readonly #batch: Batch;
  readonly #values: Map<string, number> = new Map();
  readonly #lossGradient: readonly number[];

  constructor(chain: Chain, batch: Batch, rounding: Rounding, runner: ComponentRunner) {
    const { inputs, targets, ownTargets, loss } = batch;
    this.#rounding = rounding;
    this.#lossSymbols = loss === null ? undefined : symbolsOfLoss(loss);
    this.#batch = batch;
    const given = inputs.flatMap((row, example) => [
      ...row.map((value, i) => ({ symbol: this.#name(`x${i + 1}`, example), value })),
      ...(targets[example] ?? []).map((value, i) => ({ symbol: this.#name(`t${i + 1}`, example), value })),
    ]);
    this.given = [...given, ...chain.parameters.map(({ parameter: { name }, value }) => ({ symbol: name, value }))];
    for (const { symbol, value } of this.given) this.#values.set(symbol, value);

    const forward: Equation[] = [];
    this.ends = inputs.map((row, example) => this.#pass(chain, row, example, forward));
    this.forward = forward;
    if (loss === null) {
      this.#lossGradient = [];
      return;
    }
    const predictions = this.ends.map((ends) => ends.at(-1)!.outputs);
    const values = runner.lossValues(loss, predictions.flat(), ownTargets.flat(), inputs.length).map(rounding.round);
    forward.push(...this.#lossEquations(values));
    this.#lossGradient = predictions.flatMap((row, example) =>
      runner.lossGradient(loss, row, ownTargets[example]!, 1).map(rounding.round),
    );
  }

  /** A derivative, with the names of this pass in its formula. */
  factor(of: string, by: string, traced: Traced): Factor {
    return { of, by, ...this.#step(traced) };
  }

  /** A named number, which later formulas may use. */
  equation(symbol: string, traced: Traced): Equation {
    const equation = this.step(symbol, traced);
    this.#values.set(symbol, equation.value);
    return equation;
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
    const traced = this.#lossFormula(example, ({ gradient }, rows) => {
      const formula = writtenOut(gradient, rows[Math.floor(output / rowSize)]!, output % rowSize);
      return rows.length === 1 ? formula : callOf("divide", formula, numberOf(rows.length));
    });
    const value = this.#lossGradient[example * outputs.length + output]!;
    return { ...traced, value };
  }

  #step({ formula, named, meaning, clipped, value }: Traced): Step {
    const { round, tolerance } = this.#rounding;
    const values = clipped ? new Map([...this.#values, ...clipped]) : this.#values;
    return {
      ...stepOf(formula, round(value), values, tolerance, meaning),
      ...(named && { named: sourceOf(named) }),
      ...(clipped && { clipped: [...clipped].map(([symbol, value]) => ({ symbol, value })) }),
    };
  }

  #pass(chain: Chain, row: readonly number[], example: number, forward: Equation[]): Ends[] {
    let inputs = row;
    let inputNames = row.map((_, i) => this.#name(`x${i + 1}`, example));
    return chain.links.map((link) => {
      const outputs = link.forward(inputs).map(this.#rounding.round);
      const passed = link.passed ?? [];
      const own = link.outputNames.map((name) => this.#name(name, example));
      const outputNames = [...passed.map((input) => inputNames[input]!), ...own];
      const ends = { inputs, inputNames, outputs, outputNames };
      own.forEach((name, i) => void forward.push(this.equation(name, link.output(ends, passed.length + i))));
      inputs = outputs;
      inputNames = outputNames;
      return ends;
    });
  }

  /** Each example's loss and their mean; of a single example, just that. */
  #lossEquations(values: readonly number[]): Equation[] {
    const tracedOf = (example: number) =>
      this.#lossFormula(example, ({ value }, rows) => meanOf(rows.map((row) => writtenOut(value, row, 0))));
    if (values.length === 1) return [this.equation("L", { ...tracedOf(0), value: values[0]! })];
    const names = values.map((_, example) => this.#name("L", example));
    const examples = values.map((value, i) => this.equation(names[i]!, { ...tracedOf(i), value }));
    const formula = meanOf(names.map(symbolOf));
    const mean = this.#rounding.sum(values) / values.length;
    return [...examples, this.equation("L", { formula, value: mean })];
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
